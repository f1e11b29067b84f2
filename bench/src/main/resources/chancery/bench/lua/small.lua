local items = {}
for i = 1, 10 do
  items[i] = ("item %d of %s"):format(i, "ten")
end
local answer = { count = #items, text = table.concat(items, ", ") }
return answer.count + #answer.text
