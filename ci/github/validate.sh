#!/usr/bin/env bash
# What the action of this folder does: check a project, show each finding at its line, say what a pull request changes.
#
# action.yml gives the inputs as MEDTOWN_…, GitHub gives GITHUB_… and RUNNER_TEMP; docs/ci.md describes both. It ends
# with the exit code of `medtown validate`: where the differences or the comment fail, that is only said. It also runs
# on macOS, whose bash is 3.2.
set -euo pipefail

readonly LONGEST_COMMENT=65000   # characters; GitHub takes 65,536
readonly LONGEST_FINDINGS=400000 # bytes; GitHub takes 1 MiB a step, of which the differences need up to 256 KiB

project=${MEDTOWN_PROJECT:-.}
python=${MEDTOWN_PYTHON:-python3}
token=${GH_TOKEN-}
unset GH_TOKEN # only gh may see it

main() {
  cd "$GITHUB_WORKSPACE"
  reports=$(mktemp -d "$RUNNER_TEMP/medtown.XXXXXX")
  sarif=${MEDTOWN_SARIF_FILE:-$reports/medtown.sarif}
  mkdir -p "$(dirname "$sarif")"
  find_medtown
  read_event
  find_base
  code=0
  validate 2>"$reports/errors.txt" || code=$?
  cat "$reports/errors.txt" >&2
  read_report
  write_diff
  write_outputs >>"$GITHUB_OUTPUT"
  write_summary >>"$GITHUB_STEP_SUMMARY"
  if [[ ${MEDTOWN_COMMENT-} == true && -n $number ]]; then
    comment
  fi
  exit "$code"
}

# The command to run: the one that is given, else this checkout's own, so that who pins the action pins the software.
find_medtown() {
  medtown=${MEDTOWN_COMMAND-}
  if [[ -z $medtown ]]; then
    local venv="$RUNNER_TEMP/medtown-venv"
    "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH/../.."
    medtown="$venv/bin/medtown"
  fi
}

# What the event says of a pull request: all empty where it is another event, a part where the request's fork is gone.
read_event() {
  {
    read -r number
    read -r base_sha
    read -r head_sha
    read -r head_repository
  } < <(event_fields)
}

event_fields() {
  "$python" - "$GITHUB_EVENT_PATH" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    request = json.load(file).get("pull_request") or {}
base, head = request.get("base") or {}, request.get("head") or {}
print(request.get("number", ""), base.get("sha", ""), head.get("sha", ""), sep="\n")
print((head.get("repo") or {}).get("full_name", ""))
PYTHON
}

# The commit that a pull request is compared with: the first parent of the merge that GitHub checks out, which has all
# of the base and nothing of the request; else where the request's branch left the base. A shallow clone may lack it.
find_base() {
  base=''
  [[ -n $base_sha ]] || return 0
  local commit parents
  if ! commit=$(git -C "$project" cat-file commit HEAD); then
    annotate warning "What changed can't be shown: $project is in no git repository."
    return 0
  fi
  parents=$(sed -n -e '/^$/q' -e 's/^parent //p' <<<"$commit")
  if [[ $(sed -n 2p <<<"$parents") == "$head_sha" ]]; then
    base=$(sed -n 1p <<<"$parents")
  else
    base=$(git -C "$project" merge-base "$base_sha" HEAD 2>/dev/null) || base=$base_sha
  fi
  if ! has_commit "$base" && ! git -C "$project" fetch --quiet --no-tags --depth=1 origin "$base"; then
    annotate warning "What changed can't be shown: commit $base is missing. Give actions/checkout fetch-depth: 0."
    base=''
  fi
}

has_commit() {
  git -C "$project" cat-file -e "$1^{commit}" 2>/dev/null
}

validate() {
  local arguments=(--project "$project" validate --format github --fail-on "${MEDTOWN_FAIL_ON:-violation}")
  local since=${MEDTOWN_CHANGED_SINCE-}
  [[ $since != base ]] || since=$base
  [[ -z $since ]] || arguments+=(--changed-since "$since")
  [[ -z ${MEDTOWN_BASELINE-} ]] || arguments+=(--baseline "$MEDTOWN_BASELINE")
  [[ -z ${MEDTOWN_LANG-} ]] || arguments+=(--lang "$MEDTOWN_LANG")
  arguments+=(--write "sarif=$sarif" --write "json=$reports/medtown.json" --write "text=$reports/medtown.txt")
  "$medtown" "${arguments[@]}"
}

# Read the counts and the last paragraph, which sums up. Where nothing could be checked there is no report, and what
# was said on standard error is the one finding.
read_report() {
  if [[ -e $reports/medtown.json ]]; then
    json="$reports/medtown.json"
    read -r errors violations warnings < <(report_counts)
    result=$(awk -v RS= '{ last = $0 } END { gsub(/\n/, "; ", last); print last }' "$reports/medtown.txt")
  else
    json='' sarif='' errors=1 violations=0 warnings=0
    cp "$reports/errors.txt" "$reports/medtown.txt"
    result=$(head -n 1 "$reports/errors.txt")
    annotate error "$(<"$reports/errors.txt")"
  fi
  if ((code)); then result="**Failed**, \`$project\`: $result"; else result="**Passed**, \`$project\`: $result"; fi
}

report_counts() {
  "$python" - "$json" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    summary = json.load(file)["summary"]
print(summary["faults"], summary["violations"], summary["warnings"])
PYTHON
}

write_diff() {
  diff=''
  [[ -n $base ]] || return 0
  local arguments=(--project "$project" diff "$base" --format markdown --output "$reports/diff.md")
  [[ -z ${MEDTOWN_LANG-} ]] || arguments+=(--lang "$MEDTOWN_LANG")
  if "$medtown" "${arguments[@]}" 2>"$reports/diff-errors.txt"; then
    diff="$reports/diff.md"
  else
    annotate warning "What changed can't be shown: $(<"$reports/diff-errors.txt")"
  fi
}

write_outputs() {
  cat <<OUTPUTS
exit-code=$code
errors=$errors
violations=$violations
warnings=$warnings
sarif-file=$sarif
json-file=$json
diff-file=$diff
OUTPUTS
}

# The result, all findings (GitHub shows only ten annotations of a kind for a step) and the differences, as Markdown.
write_summary() {
  printf '## medtown validate\n\n%s\n\n' "$result"
  if (($(wc -l <"$reports/medtown.txt") > 1)); then
    # Four spaces make each line code, whatever stands in it.
    sed 's/^/    /' "$reports/medtown.txt" | cut_lines "$LONGEST_FINDINGS"
    printf '\n'
  fi
  [[ -z $diff ]] || cat "$diff"
}

# The first lines of standard input, as many as fit into a number of bytes, and a note where there are more.
cut_lines() {
  LC_ALL=C awk -v most="$1" '
    (size += length($0) + 1) > most { if (!is_cut) print "    … the rest is in the log"; is_cut = 1 }
    !is_cut'
}

# Write the pull request's comment anew, or for the first time. Its first line, which nobody sees, finds it again.
comment() {
  if [[ $head_repository != "$GITHUB_REPOSITORY" ]]; then
    annotate notice 'No comment: a pull request from a fork has no token that may write. See the job summary.'
    return 0
  fi
  local marker="<!-- medtown-validate: $project -->" url
  write_comment "$marker" >"$reports/comment.md"
  if ! { url=$(find_comment "$marker") && post "$url"; }; then
    annotate warning 'The comment could not be written. Does the job have "permissions: pull-requests: write"?'
  fi
}

# The address of our own comment, such as https://github.com/…/pull/7#issuecomment-42; empty where there is none.
find_comment() {
  GH_TOKEN=$token MARKER=$1 gh pr view "$number" --repo "$GITHUB_REPOSITORY" --json comments --jq \
    '[.comments[] | select(.viewerDidAuthor and (.body | startswith(env.MARKER))) | .url][0] // ""'
}

# Send the comment to an address, or as a new one where that is empty.
post() {
  local target=(--method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments")
  [[ -z $1 ]] || target=(--method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${1##*-}")
  GH_TOKEN=$token gh api --silent "${target[@]}" --field "body=@$reports/comment.md"
}

write_comment() {
  local run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" text
  text="$1"$'\n'"$result ([findings]($run))"
  [[ -z $diff ]] || text+=$'\n\n'$(<"$diff")
  if ((${#text} > LONGEST_COMMENT)); then
    text=${text:0:LONGEST_COMMENT}
    text=${text%$'\n'*}$'\n\n'"The rest is in the [job summary]($run)."
  fi
  printf '%s\n' "$text"
}

# A workflow command of a kind with a text (GitHub's documentation, "Workflow commands for GitHub Actions").
annotate() {
  local text=${2//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '::%s title=medtown::%s\n' "$1" "$text"
}

main
