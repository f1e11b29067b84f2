package chancery.appview.client;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

/// Which client has a URL, as a row.
final class UrlCodec implements Codec<String> {
    @Override
    public Value.Map encode(String client) {
        return Value.Map.builder().put("client", client).build();
    }

    @Override
    public String decode(Value.Map kept) {
        return Kept.text(kept, "client");
    }
}
