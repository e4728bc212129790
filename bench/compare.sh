#!/usr/bin/env bash
# compare.sh RESULT_A RESULT_B: two results of run.sh side by side, and the ratio B / A.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: bench/compare.sh RESULT_A RESULT_B" >&2; exit 2; }
for result in "$@"; do
  [ -f "$result/workloads.tsv" ] || { echo "compare.sh: no workloads.tsv in $result" >&2; exit 2; }
done

echo "A $1"
echo "B $2"
# differences between the runs themselves, before their measurements
diff <(grep -v '^--results' "$1/run.txt") <(grep -v '^--results' "$2/run.txt") || true

# median FILE COLUMN
median() {
  sed 1d "$1" 2>/dev/null | cut -f"$2" | sort -n | awk '{ v[NR] = $1 } END { print NR ? v[int((NR + 1) / 2)] : "-" }'
}

awk -F'\t' -v start_a="$(median "$1/starts.tsv" 1)" -v start_b="$(median "$2/starts.tsv" 1)" \
  -v rss_a="$(median "$1/starts.tsv" 2)" -v rss_b="$(median "$2/starts.tsv" 2)" -v OFS='\t' '
  function ratio(a, b) { return a > 0 && b != "-" ? sprintf("%.2f", b / a) : "-" }
  function line(workload, what, a, b) { print workload, what, a, b, ratio(a, b) }
  FNR == 1 { run++; next }
  run == 1 { a[$1] = $0; order[++n] = $1 }
  run == 2 { b[$1] = $0 }
  END {
    print "workload", "figure", "A", "B", "B/A"
    for (i = 1; i <= n; i++) {
      w = order[i]
      if (!(w in b)) continue
      split(a[w], x)
      split(b[w], y)
      line(w, "rps", x[2], y[2])
      line(w, "p50_ms", x[3], y[3])
      line(w, "p99_ms", x[4], y[4])
      line(w, "failures", x[5], y[5])
      line(w, "server_us", x[6], y[6])
      line(w, "pg_us", x[7], y[7])
      line(w, "cpu_us", x[6] + x[7], y[6] + y[7])
      line(w, "bytes", x[8], y[8])
    }
    line("start", "start_s", start_a, start_b)
    line("start", "rss_mb", rss_a, rss_b)
    line("all", "peak_rss_mb", x[9], y[9])
  }' "$1/workloads.tsv" "$2/workloads.tsv" | column -t -s $'\t'
