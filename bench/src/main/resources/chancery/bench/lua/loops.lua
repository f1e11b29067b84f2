function run()
  local sum = 0
  for i = 1, 1000 do
    for j = 1, 200 do
      sum = (sum + i * j) % 1000003
    end
  end
  local n = 100000
  while n > 0 do
    if n % 3 == 0 then
      sum = sum + 1
    end
    n = n - 1
  end
  return sum
end
