-- Errors that are caught: each is a longjmp through the interpreter.
print(pcall(error, "plain"))
print(pcall(error, "placed", 1))
print(pcall(error))
print(pcall(error, nil))
print(select("#", pcall(error)))
print(pcall(function() local t = nil; return t.field end))
print(pcall(function() return 1 + {} end))
print(pcall(function() return #5 end))
print(pcall(function() return ("x"):rep(-1) .. {} end))
print(pcall(string.rep, "x", 1 << 60))
print(pcall(string.format, "%d", 1.5))
print(pcall(setmetatable, 1, {}))
print(pcall(function() return 1 // 0 end))
print(pcall(next, {}, "absent"))
print(load("x = = 1"))
print(load("for i = 1"))
print(load("goto nowhere"))
print(pcall(load, function() error("while reading") end))
print(load(function() error("while reading") end))

local ok, object = pcall(error, setmetatable({ code = 7 }, { __tostring = function(e) return "object " .. e.code end }))
print(ok, tostring(object), object.code)
print(select(2, pcall(pcall)), pcall(pcall, error, "twice"))

-- Handlers, which run where the error is, and may fail themselves.
print(xpcall(function() error("handled") end, function(m) return "<" .. m .. ">" end))
print(xpcall(function() error("first") end, function(m) error("second") end))
print(xpcall(function(...) return select("#", ...), ... end, print, 1, nil, 3))
local trace = select(2, xpcall(function() local x = nil; x() end, debug.traceback))
print((trace:gsub("\n%s*%[C%].*", "")))

-- Deep: out of a recursion, and a recursion that is too deep.
local function deep(n) if n == 0 then error("bottom", 0) end return deep(n - 1) + 1 end
for _, n in ipairs { 1, 10, 1000, 10000 } do print(n, pcall(deep, n)) end
local function endless(n) return 1 + endless(n + 1) end
local _, message = pcall(endless, 1)
print(message:match("stack overflow") ~= nil)
local function nest(n) if n == 0 then error("innermost", 0) end
  local ok, m = pcall(nest, n - 1)
  error(m .. (n % 10 == 0 and "." or ""), 0)
end
print(pcall(nest, 150))
print(pcall(string.gsub, ("x"):rep(10), "x", function() error("in a callback", 0) end))
print(pcall(table.sort, { 3, 1, 2 }, function() error("in a comparison", 0) end))

-- Metamethods, variables to be closed, finalizers.
local failing = setmetatable({}, {
  __index = function(_, k) error("no " .. k, 0) end,
  __add = function() error("no sums", 0) end,
  __call = function(_, n) error("no calls with " .. n, 0) end,
})
print(pcall(function() return failing.name end))
print(pcall(function() return failing + 1 end))
print(pcall(failing, 5))
local function closing(name, fails)
  return setmetatable({}, { __close = function(_, e) print("close " .. name, e) if fails then error("from " .. name, 0) end end })
end
print(pcall(function()
  local a <close> = closing("a")
  local b <close> = closing("b", true)
  local c <close> = closing("c")
  error("body", 0)
end))

-- Coroutines: what is thrown inside ends them, and yields go through protected calls.
local co = coroutine.create(function(x)
  local y = coroutine.yield(x + 1)
  local ok, m = pcall(function() local z = coroutine.yield(y * 2) error("got " .. z, 0) end)
  coroutine.yield(m)
  error({ code = 9 })
end)
print(coroutine.resume(co, 1))
print(coroutine.resume(co, 10))
print(coroutine.resume(co, "three"))
local ok, e = coroutine.resume(co)
print(ok, type(e), e.code, coroutine.status(co))
print(coroutine.resume(co))
print(pcall(coroutine.wrap(function() error("wrapped", 0) end)))
local closed = coroutine.create(function() local c <close> = closing("in a coroutine") coroutine.yield() end)
coroutine.resume(closed)
print(coroutine.close(closed), coroutine.status(closed))

-- Many.
local caught = 0
for i = 1, 200000 do
  local ok, m = pcall(error, i)
  if not ok and m == i then caught = caught + 1 end
end
print(caught)
local sum = 0
for i = 1, 20000 do
  local step = coroutine.wrap(function() for j = 1, 3 do coroutine.yield(j) end error(i, 0) end)
  sum = sum + step() + step() + step() + select(2, pcall(step))
end
print(sum)
error("the last one is not caught")
