-- wrk script: each request another pair of passholder and event, with a key of its own, as the floor's load.lua draws them;
-- only the card number has our layout, with its check digit. A query asks with GET.
-- env: START (first index), NPH, NEV, TOK, MODE (post or get), PATHQ, EXTRA (more of the query)
local counter = 0
local threads = {}

function setup(thread)
  thread:set("tid", counter)
  counter = counter + 1
  table.insert(threads, thread)
end

function init(args)
  k = tonumber(os.getenv("START") or "0") + tid
  step = tonumber(os.getenv("THREADS") or "2")
  nph = tonumber(os.getenv("NPH") or "100000")
  nev = tonumber(os.getenv("NEV") or "1000")
  path = os.getenv("PATHQ")
  mode = os.getenv("MODE") or "post"
  extra = os.getenv("EXTRA") or ""
  headers = {["Authorization"] = "Bearer " .. os.getenv("TOK"), ["Content-Type"] = "application/json"}
  ok = 0
  bad = 0
  firstbad = ""
end

local function uitpas_number(serial)
  local body = string.format("09%09d0", serial)
  local sum = 0
  for place = 1, 12 do
    local digit = body:byte(place) - 48
    if place % 2 == 0 then
      digit = digit * 2
      if digit > 9 then digit = digit - 9 end
    end
    sum = sum + digit
  end
  return body .. (10 - sum % 10) % 10
end

function request()
  local i = k
  k = k + step
  local number = uitpas_number((i * 61803) % nph)
  local event = (i * 37 + math.floor(i / nph)) % nev
  if mode == "get" then
    return wrk.format("GET", path .. "?uitpasNumber=" .. number .. "&eventId=" .. event .. extra, headers)
  end
  headers["Idempotency-Key"] = "k" .. i
  return wrk.format("POST", path, headers, '{"uitpasNumber":"' .. number .. '","eventId":"' .. event .. '"}')
end

function response(status, _, body)
  if status == 201 or status == 200 then
    ok = ok + 1
  else
    bad = bad + 1
    if firstbad == "" then firstbad = status .. " " .. body end
  end
end

function done(summary, latency, _)
  local good, wrong, first = 0, 0, ""
  for _, thread in ipairs(threads) do
    good = good + thread:get("ok")
    wrong = wrong + thread:get("bad")
    if thread:get("firstbad") ~= "" then first = thread:get("firstbad") end
  end
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"seconds":%.3f,"rps":%.1f,"ok":%d,"bad":%d,"sock_errors":%d,"p50_ms":%.3f,"p90_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f}\n',
    summary.requests, summary.duration / 1e6, summary.requests / (summary.duration / 1e6), good, wrong,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
  if first ~= "" then io.write("FIRSTBAD " .. first:sub(1, 300):gsub("\n", " ") .. "\n") end
end
