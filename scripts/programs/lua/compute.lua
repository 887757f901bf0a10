-- Classic programs: recursion, a sieve, n-body, n queens, spectral norm, a Mandelbrot set, matrices, sorting, string building.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print("fib", fib(27))

local function sieve(n)
  local composite, count = {}, 0
  for i = 2, n do
    if not composite[i] then
      count = count + 1
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return count
end
print("sieve", sieve(300000))

local function queens(n)
  local columns, up, down, found = {}, {}, {}, 0
  local function place(row)
    if row > n then found = found + 1 return end
    for c = 1, n do
      if not (columns[c] or up[row + c] or down[row - c]) then
        columns[c], up[row + c], down[row - c] = true, true, true
        place(row + 1)
        columns[c], up[row + c], down[row - c] = nil, nil, nil
      end
    end
  end
  place(1)
  return found
end
print("queens", queens(8))

local function nbody(steps)
  local bodies = {
    { 0, 0, 0, 0, 0, 0, 39.47841760435743 },
    { 4.84, -1.16, -0.10, 0.60, 2.81, -0.02, 0.0376 },
    { 8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.0112 },
    { 12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017 },
  }
  for _ = 1, steps do
    for i = 1, #bodies do
      local p = bodies[i]
      for j = i + 1, #bodies do
        local q = bodies[j]
        local dx, dy, dz = p[1] - q[1], p[2] - q[2], p[3] - q[3]
        local d2 = dx * dx + dy * dy + dz * dz
        local mag = 0.01 / (d2 * math.sqrt(d2))
        p[4], p[5], p[6] = p[4] - dx * q[7] * mag, p[5] - dy * q[7] * mag, p[6] - dz * q[7] * mag
        q[4], q[5], q[6] = q[4] + dx * p[7] * mag, q[5] + dy * p[7] * mag, q[6] + dz * p[7] * mag
      end
    end
    for _, b in ipairs(bodies) do b[1], b[2], b[3] = b[1] + 0.01 * b[4], b[2] + 0.01 * b[5], b[3] + 0.01 * b[6] end
  end
  return bodies[1][1], bodies[2][2]
end
print("nbody", string.format("%.9f %.9f", nbody(20000)))

local function spectral(n)
  local function a(i, j) local ij = i + j - 1 return 1.0 / (ij * (ij - 1) * 0.5 + i) end
  local function av(x, y, t)
    for i = 1, n do
      local s = 0
      for j = 1, n do s = s + x[j] * (t and a(j, i) or a(i, j)) end
      y[i] = s
    end
  end
  local u, v, t = {}, {}, {}
  for i = 1, n do u[i] = 1 end
  for _ = 1, 5 do av(u, t) av(t, v, true) av(v, t) av(t, u, true) end
  local vbv, vv = 0, 0
  for i = 1, n do vbv, vv = vbv + u[i] * v[i], vv + v[i] * v[i] end
  return math.sqrt(vbv / vv)
end
print("spectral", string.format("%.9f", spectral(80)))

for y = -1, 1, 0.25 do
  local row = {}
  for x = -2, 0.75, 0.05 do
    local zr, zi, n = 0, 0, 0
    while zr * zr + zi * zi < 4 and n < 60 do zr, zi, n = zr * zr - zi * zi + x, 2 * zr * zi + y, n + 1 end
    row[#row + 1] = n == 60 and "*" or n > 8 and "+" or n > 4 and "." or " "
  end
  print((table.concat(row):gsub("%s+$", "")))
end

local state = 42
local function random() state = (state * 1103515245 + 12345) & 0x7fffffff return state end
local list = {}
for i = 1, 50000 do list[i] = random() end
table.sort(list)
local ordered = true
for i = 2, #list do ordered = ordered and list[i - 1] <= list[i] end
print("sort", ordered, list[1], list[25000], list[50000])

local parts = {}
for i = 1, 20000 do parts[#parts + 1] = ("%d:%s"):format(i, ("x"):rep(i % 7)) end
local text = table.concat(parts, ",")
print("text", #text, select(2, text:gsub("x+", "y")), text:find("19999:", 1, true))

local trees = 0
local function tree(depth) trees = trees + 1 return depth > 0 and { tree(depth - 1), tree(depth - 1) } or {} end
for _ = 1, 8 do tree(12) end
print("trees", trees, collectgarbage("count") > 0)
