#!/bin/sh
# Reads the example reports and shows where to look further: demo.sh ONRECORD FOLDER
set -eu
onrecord=$1
out=$2
mkdir -p "$out"

echo "\$ onrecord read examples/raid-on-bol.txt --published 2024-03-11 --publisher \"Lake Courier\""
"$onrecord" read examples/raid-on-bol.txt --published 2024-03-11 --publisher "Lake Courier"
"$onrecord" read examples/raid-on-bol.txt --published 2024-03-11 --publisher "Lake Courier" --format html -o "$out/raid-on-bol.html"
"$onrecord" read examples/raid-on-bol.txt --published 2024-03-11 --publisher "Lake Courier" --format json -o "$out/raid-on-bol.json"
"$onrecord" read examples/wire-report.html --format html -o "$out/wire-report.html"
"$onrecord" read examples/lake-review.md --published 2024-03-16 --publisher "Lake Review" -o "$out/lake-review.html"

echo
echo "Look further:"
echo "  the article beside its record, in a browser    $out/raid-on-bol.html"
echo "  a long article with revised figures            $out/lake-review.html"
echo "  a web page, read with its own date and outlet  $out/wire-report.html"
echo "  the same record as JSON                        $out/raid-on-bol.json"
echo "  your own article                               $onrecord read FILE-OR-URL --published DATE"
