package chancery.streams;

import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;

/// JSON in tests, written with single quotes.
public final class Written {
    private Written() {}

    public static Json json(String text) {
        return JsonText.parse(text.replace('\'', '"'));
    }

    public static Fields fields(String text) {
        return Fields.body(json(text));
    }
}
