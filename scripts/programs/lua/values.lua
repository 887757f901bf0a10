-- Strings, patterns, numbers, tables, closures, metatables.
local words = {}
for word in ("the quick brown fox jumps over the lazy dog and the cat"):gmatch("%a+") do
  words[word] = (words[word] or 0) + 1
end
local names = {}
for name in pairs(words) do names[#names + 1] = name end
table.sort(names, function(a, b) return words[a] > words[b] or words[a] == words[b] and a < b end)
for i, name in ipairs(names) do print(string.format("%2d %-6s %d", i, name, words[name])) end

print(("hello %s, %5.2f %q %x"):format("world", 3.14159, 'a "quoted"\nline', 255))
print(("2024-11-21"):match("(%d+)-(%d+)-(%d+)"))
print((("x = 1, y = 22"):gsub("(%w+) = (%w+)", "%2 = %1")))
print(string.pack("<i4d", 7, 0.5):byte(1, -1))
print(1 // 0.0, -7 // 2, -7 % 3, 7 // -2.0, 2 ^ 53, 1e15, 2^63, math.maxinteger + 1 == math.mininteger)
print(10 / 3, 1e100, 0.1 + 0.2, -0.0, 5 // 1, 3 | 4, ~0, 1 << 62, "10" + 5, math.tointeger(3.0))
print(utf8.char(228, 8364, 0x1F600), utf8.len("äöü€"), #"äöü€")
for p, c in utf8.codes("né€") do print(p, c) end

local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return setmetatable({ x = a.x + b.x, y = a.y + b.y }, Vector) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y end
Vector.__tostring = function(v) return "(" .. v.x .. ", " .. v.y .. ")" end
Vector.__call = function(v, k) return v.x * k end
local sum = setmetatable({ x = 1, y = 2 }, Vector) + setmetatable({ x = 10, y = 20 }, Vector)
print(tostring(sum), sum(3), sum == setmetatable({ x = 11, y = 22 }, Vector))

local function counter()
  local n = 0
  return function(step) n = n + (step or 1); return n end
end
local a, b = counter(), counter()
print(a(), a(), a(5), b())
print(select("#", nil, nil), select(-1, 1, 2, 3), table.unpack({ 1, 2, 3 }, 2))
print(pcall(function(...) return ... end, 1, "two", nil))
do
  local closed <close> = setmetatable({}, { __close = function() print("closed") end })
  print("open")
end
goto done
print("skipped")
::done::
