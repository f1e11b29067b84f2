-- Several changes of one record.
function handle()
  if not input.uri then
    return { error = "uri is required" }
  end
  local post = Record.load(input.uri)
  if not post then
    return { error = "not found" }
  end
  post.likeCount = (post.likeCount or 0) + 1
  local tags, known = {}, {}
  for _, list in ipairs({ post.tags or {}, input.tags or {} }) do
    for _, tag in ipairs(list) do
      if not known[tag] then
        known[tag] = true
        tags[#tags + 1] = tag
      end
    end
  end
  while #tags > 10 do
    table.remove(tags, 1)
  end
  post.tags = tags
  if input.title then
    post.title = string.gsub(string.gsub(input.title, "^%s+", ""), "%s+$", "")
  end
  post.updatedAt = now()
  post:save()
  return { uri = post._uri, cid = post._cid }
end
