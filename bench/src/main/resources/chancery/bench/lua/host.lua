function run()
  local sum = 0
  for i = 1, 1000 do
    sum = sum + host(i)
  end
  return sum
end
