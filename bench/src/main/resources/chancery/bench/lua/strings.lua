function run()
  local parts = {}
  for i = 1, 2000 do
    parts[#parts + 1] = "key" .. i .. "=" .. (i * 7 % 13)
  end
  local text = table.concat(parts, "&")
  local n = 0
  for k, v in text:gmatch("(%w+)=(%w+)") do
    n = n + #k + #v
  end
  local upper = text:upper():gsub("KEY", "k")
  return n + #upper + #("%d items, %s"):format(#parts, text:sub(1, 20))
end
