package chancery.appview.query;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.lua.host.JsonSink;

/// A record as the index has it: its JSON text, to which its URI is added on the way out.
public record StoredRecord(String uri, String json) {
    private static final String URI = "uri";

    /// Hands the record with its URI to a sink, without building it. The URI comes last, after a
    /// member of that name which the record itself may have.
    public void feed(JsonSink sink) {
        JsonText.feed(json, new LastMember(sink, URI, uri));
    }

    /// The record with its URI.
    public Json.Members tree() {
        return JsonText.parseObject(json).with(URI, new Json.Text(uri));
    }
}
