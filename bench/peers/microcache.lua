-- The micro-cache of nginx-lua.conf: answers of calls by method and params, with the caller's id put back.
--
-- It is built to be cheap and not to be strict: it looks for the places where clients put things instead of parsing, a call is
-- known by all its bytes but the id, and a body of any other shape is passed on to the node as it is. An answer about a
-- settled thing is kept until it is pushed out, one that follows the head for a block interval.
local HEAD_SECONDS = 2
local ENTRIES = 100000 -- in each of two generations

local find, sub, byte, concat = string.find, string.sub, string.byte, table.concat
local ngx, print, header, now = ngx, ngx.print, ngx.header, ngx.now
local body_data, capture, exec = ngx.req.get_body_data, ngx.location.capture, ngx.exec
local POST = ngx.HTTP_POST
local QUOTE, OPEN = byte('"'), byte("[")

-- Two generations by what stands before a call's id and what stands behind it; when the young one is full it becomes the old one.
-- A table of Lua costs less for each look than an LRU list, and nothing is shared that would have to be locked.
local young, old, count = {}, {}, 0

local function get(before, behind)
  local calls = young[before]
  local entry = calls and calls[behind]
  if not entry then
    calls = old[before]
    entry = calls and calls[behind]
    if not entry then return nil end
  end
  local till = entry[2]
  if till and till < now() then return nil end
  return entry[1]
end

local function set(before, behind, stem, seconds)
  if count >= ENTRIES then
    young, old, count = {}, young, 0
  end
  local calls = young[before]
  if not calls then
    calls = {}
    young[before] = calls
  end
  if not calls[behind] then count = count + 1 end
  calls[behind] = { stem, seconds and now() + seconds }
end

-- What stands before the id of the call that begins at `from`, what stands behind it until `last`, and the id; nil where the call
-- has none in the usual place.
local function split(text, from, last)
  local _, at = find(text, '"id":', from, true)
  if not at or at >= last then return nil end
  local stop
  if byte(text, at + 1) == QUOTE then
    stop = find(text, '"', at + 2, true)
  else
    stop = find(text, ",", at + 1, true)
    if not stop or stop > last then stop = last end
    stop = stop - 1
  end
  if not stop then return nil end
  return sub(text, from, at), sub(text, stop + 1, last), sub(text, at + 1, stop)
end

-- How long an answer holds, by what stands behind the call's id: nil is for ever.
local function seconds(behind)
  if find(behind, '"height":', 1, true) or find(behind, '"txHash":', 1, true) or find(behind, '"hash":', 1, true) then return nil end
  return HEAD_SECONDS
end

-- An answer without its id and its end, or nil where it is an error or has another shape.
local function stem(answer)
  if sub(answer, 1, 26) ~= '{"jsonrpc":"2.0","result":' then return nil end
  local from = #answer - 64
  local at, stop = find(answer, ',"id":', from < 1 and 1 or from, true)
  return at and sub(answer, 1, stop)
end

-- Asks the node for all that is missing in one batch and puts it in its place; false where the answer has another shape.
local function fetch(body, missing, parts)
  local asked = {}
  for i = 1, #missing do asked[i] = sub(body, missing[i][1], missing[i][2]) end
  local response = capture("/-node", { method = POST, body = "[" .. concat(asked, ",") .. "]" })
  if response.status ~= 200 then return false end
  local text, at = response.body, 2
  for i = 1, #missing do
    local stop = find(text, '},{"jsonrpc"', at, true) or find(text, "}]", #text - 3, true)
    if not stop then return false end
    local call, answer = missing[i], sub(text, at, stop)
    local kept = call[3] and stem(answer)
    if kept then set(call[3], call[4], kept, seconds(call[4])) end
    parts[call[5]] = answer
    at = stop + 2
  end
  return true
end

local function batch(body)
  local last = find(body, "]", #body - 2, true)
  if not last then return exec("@missed") end
  local parts, used, missing, at = { "[" }, 1, nil, 2
  repeat
    local next_ = find(body, '},{"jsonrpc"', at, true)
    local stop = next_ or last - 1
    local before, behind, id = split(body, at, stop)
    local kept = before and get(before, behind)
    if kept then
      parts[used + 1], parts[used + 2], parts[used + 3] = kept, id, next_ and "}," or "}]"
    else
      missing = missing or {}
      missing[#missing + 1] = { at, stop, before, behind, used + 1 }
      parts[used + 1], parts[used + 2], parts[used + 3] = "", "", next_ and "," or "]"
    end
    used = used + 3
    at = stop + 2
  until not next_
  if missing and not fetch(body, missing, parts) then return exec("@missed") end
  local text = concat(parts)
  header["Content-Length"] = #text
  print(text)
end

local microcache = {}

function microcache.serve()
  local body = body_data()
  if not body then return exec("@missed") end
  if byte(body) == OPEN then return batch(body) end
  local before, behind, id = split(body, 1, #body)
  local kept = before and get(before, behind)
  if not kept then return exec("@missed") end
  header["Content-Length"] = #kept + #id + 1
  print(kept, id, "}")
end

-- Puts the answer together as it goes by, and keeps it at its end.
function microcache.keep()
  local whole, context = ngx.arg[1], nil
  if not ngx.arg[2] then
    context = ngx.ctx
    context.parts = context.parts and context.parts .. whole or whole
    return
  end
  context = ngx.ctx.parts
  if context then whole = context .. whole end
  local body = body_data()
  if not body or byte(body) == OPEN then return end
  local before, behind = split(body, 1, #body)
  local kept = before and stem(whole)
  if kept then set(before, behind, kept, seconds(behind)) end
end

return microcache
