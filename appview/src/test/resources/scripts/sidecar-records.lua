-- Two records of two collections under one name.
function handle()
  local key, moment = TID(), now()
  local post = Record("xyz.statusphere.post", { text = input.text, createdAt = moment })
  local metadata = Record("xyz.statusphere.postMetadata", {
    lang = input.lang or "en",
    source = input.source or "web",
    createdAt = moment,
  })
  post:set_rkey(key)
  metadata:set_rkey(key)
  Record.save_all({ post, metadata })
  return {
    post = { uri = post._uri, cid = post._cid },
    metadata = { uri = metadata._uri, cid = metadata._cid },
  }
end
