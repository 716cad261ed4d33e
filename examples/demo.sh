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

ledger=$out/demo.ledger
rm -rf "$ledger" "$ledger".store "$ledger"-wal "$ledger"-shm
echo
echo "Nine reports of one fire, in a ledger:"
echo
for command in "add examples/collection" "documents" "figures --measure killed" "figures --measure killed --as-of 2025-02-10T18:00Z" "claims --polarity denied" "verify"
do
  echo "\$ onrecord $command --ledger $ledger"
  # shellcheck disable=SC2086 # the words of a command
  "$onrecord" $command --ledger "$ledger" 2>&1
  echo
done

echo "Look further:"
echo "  the workbench, in a browser                    $onrecord serve --ledger $ledger"
echo "  the article beside its record, in a browser    $out/raid-on-bol.html"
echo "  a long article with revised figures            $out/lake-review.html"
echo "  a web page, read with its own date and outlet  $out/wire-report.html"
echo "  the same record as JSON                        $out/raid-on-bol.json"
echo "  the evidence of one figure                     $onrecord show D2/fig3 --ledger $ledger"
echo "  what a copy changed                            $onrecord show D2 --ledger $ledger"
echo "  your own reports, in a ledger of your own      $onrecord add FOLDER"
echo "  your own article                               $onrecord read FILE-OR-URL --published DATE"
