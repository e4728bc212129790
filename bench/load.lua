-- The requests of one workload, for wrk with one thread. Environment: WORKLOAD; TOKEN; CUSTOMERS, the number of the
-- organisation's customers, whose ids start at 1; RUN, unique per call on the same data, for unique emails and EANs.
local PER_PAGE = 25

local customers = tonumber(os.getenv("CUSTOMERS"))
local run = tonumber(os.getenv("RUN"))
local pages = math.ceil(customers / PER_PAGE)
local count = 0

math.randomseed(run)
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"

local function a_customer()
  return "/api/v1/customers/" .. math.random(customers)
end

local CUSTOMER = [[{"customer":{"email":"new%d.%d@example.org","terms_and_conditions":true,"privacy_policy":true,]]
  .. [["registered_from_ip":"198.51.100.7","profile":{"first_name":"Danny","last_name":"Ocean","title":"mr",]]
  .. [["phone":"+32(0)56/98.01.44","birth_date":"2000-04-06","city":"Gent","street":"Kerkstraat","building":"71",]]
  .. [["building_addon":"bus 4","postal_code":"9000","language":"fr"}}}]]

local function new_customer()
  count = count + 1
  return CUSTOMER:format(run, count)
end

local EAN = [[{"ean":{"product":"electricity","number":"%s","reason":"normal","supplier_id":%d,"street":"Kerkstraat",]]
  .. [["building":"15","building_addon":"A","postal_code":"9000","city":"Gent","consumptions":[{"name":"mono",]]
  .. [["volume":"22.25","price":"0.15"}],"fixed_fee":"1.00","solar_panels":"true","recording_period":"february",]]
  .. [["contract_end_date":"2030-10-06","respect_contract_end_date":true,"tariff_group":"mono","gsc":"0.0214",]]
  .. [["wkk":"0.00341","inverter_max_power":"315"}}]]

-- 541, run, count and the check digit: GS1 modulo 10, digits at odd positions weigh three
local function new_number()
  count = count + 1
  local digits = ("541%04d%010d"):format(run, count)
  local sum = 0
  for i = 1, #digits do
    sum = sum + (digits:byte(i) - 48) * (i % 2 == 1 and 3 or 1)
  end
  return digits .. (10 - sum % 10) % 10
end

local function new_ean()
  return EAN:format(new_number(), math.random(20))
end

local function new_eans(n)
  local eans = {}
  for i = 1, n do
    eans[i] = new_ean()
  end
  return '{"eans":[' .. table.concat(eans, ",") .. "]}"
end

local function page(n)
  return wrk.format("GET", "/api/v1/customers?per=" .. PER_PAGE .. "&page=" .. n)
end

local workloads = {
  ping = function() return wrk.format("GET", "/api/v1/ping") end,
  me = function() return wrk.format("GET", "/api/v1/me") end,
  show = function() return wrk.format("GET", a_customer()) end,
  list_first = function() return page(1) end,
  list_middle = function() return page(math.ceil(pages / 2)) end,
  list_last = function() return page(pages) end,
  eans = function() return wrk.format("GET", a_customer() .. "/eans") end,
  create_customer = function() return wrk.format("POST", "/api/v1/customers", nil, new_customer()) end,
  create_ean = function() return wrk.format("POST", a_customer() .. "/eans", nil, new_ean()) end,
  bulk_100 = function() return wrk.format("POST", a_customer() .. "/eans/bulk", nil, new_eans(100)) end,
  bulk_1000 = function() return wrk.format("POST", a_customer() .. "/eans/bulk", nil, new_eans(1000)) end,
}

request = workloads[os.getenv("WORKLOAD")] or error("no such workload: " .. os.getenv("WORKLOAD"))

function done(summary, latency)
  local errors = summary.errors
  local failures = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  print(("RESULT %d %.6f %.3f %.3f %d %d"):format(summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, failures, summary.bytes))
end
