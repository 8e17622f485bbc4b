#!/bin/sh
# Packs Foretoken with its window and a Java of its own into one folder that needs neither Java nor
# Maven where it runs:
#
#   ui-javafx/src/main/scripts/app-image.sh [FOLDER]      # default: ui-javafx/target/image
#   FOLDER/foretoken/bin/foretoken                        # the window
#   FOLDER/foretoken/bin/foretoken run scenario.yaml      # every command of the command line
#
# For the system that it is run on: JavaFX's native libraries are those of this machine. Needs a JDK
# with jpackage and jlink (Debian, Ubuntu: apt-get install openjdk-17-jdk binutils). Exit status: 0;
# 1 if the image cannot be made.
set -eu

fail() {
  printf 'app-image: %s\n' "$*" >&2
  exit 1
}

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
folder=${1:-$root/ui-javafx/target/image}
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
for tool in jpackage jlink; do
  command -v "$bin$tool" >/dev/null ||
    fail "$bin$tool is missing. A JDK 17 or newer has it: apt-get install openjdk-17-jdk"
done
[ ! -e "$folder/foretoken" ] || fail "$folder/foretoken is there already: remove it, or name another folder"

# The launcher builds the program and its window, and says where: the same jars that it starts.
"$root/foretoken" gui --help >/dev/null || fail 'the program cannot be built: run ./foretoken gui --help'
state=$root/ui-javafx/target/launcher
read -r build <"$state/current"
app=$state/$build
[ -f "$app/foretoken.jar" ] && [ -d "$app/window" ] || fail "$app has no built program"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work/jars/lib"
cp "$app/foretoken.jar" "$work/jars/"
cp "$app"/lib/*.jar "$work/jars/lib/"
for jar in "$app"/window/*.jar; do
  [ -e "$work/jars/lib/${jar##*/}" ] || cp "$jar" "$work/jars/"
done

# Without arguments the window opens, as an application does; with them it is the command line.
version=$("$root/foretoken" --version | sed -n 's/[^0-9]*\([0-9][0-9.]*\).*/\1/p' | head -n 1)
mkdir -p "$folder"
"${bin}jpackage" --type app-image --name foretoken --dest "$folder" \
  --input "$work/jars" --main-jar foretoken.jar --main-class io.foretoken.cli.Main \
  --arguments gui --app-version "${version:-1.0}" --description 'Capacity planning of LLM serving' \
  --add-modules java.base,java.desktop,java.net.http,java.sql,jdk.jfr,jdk.management,jdk.unsupported \
  --java-options -XX:+UseSerialGC --java-options -XX:FreqInlineSize=60 --java-options -Xlog:disable
printf 'app-image: %s\n' "$folder/foretoken"
