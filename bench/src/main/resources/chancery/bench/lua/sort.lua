local function fill(n)
  local t, seed = {}, 42
  for i = 1, n do
    seed = (seed * 16807) % 2147483647
    t[i] = seed
  end
  return t
end

function run()
  local t = fill(2000)
  table.sort(t)
  local u = fill(2000)
  table.sort(u, function(a, b) return a > b end)
  return t[1] + u[1]
end
