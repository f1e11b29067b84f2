package chancery.streams.answer;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.query.Sort;
import chancery.streams.sign.Signer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns the end of a page into a text that callers bring back, good for the same question to the
/// same stream alone: the same filter, window of time and order.
record FilterCursor(Signer signer, String purpose) {
    private static final int LENGTH_MAX = 8_000_000;
    private static final List<String> QUESTION = List.of("filter", "lastUpdatedTime", "sort");

    /// The cursors of a question.
    ///
    /// @param stream what it is called among all
    static FilterCursor of(Signer signer, String stream, Fields body) {
        Json.Builder question = Json.Members.builder();
        QUESTION.forEach(name -> question.put(name, body.find(name)));
        return new FilterCursor(
                signer, "filter/" + stream + "/" + digest(sorted(question.build())));
    }

    /// The same value with members in the order of their names.
    private static Json sorted(Json value) {
        return switch (value) {
            case Json.Members(var members) -> {
                Map<String, Json> sorted = new TreeMap<>();
                members.forEach((name, member) -> sorted.put(name, sorted(member)));
                yield new Json.Members(sorted);
            }
            case Json.Array(var items) -> {
                List<Json> sorted = new ArrayList<>();
                items.forEach(item -> sorted.add(sorted(item)));
                yield new Json.Array(sorted);
            }
            case Json.Null _, Json.Bool _, Json.Int _, Json.Real _, Json.Text _ -> value;
        };
    }

    private static String digest(Json question) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(question.write().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(PageEnd end) {
        return signer.sign(purpose, end.json().write().getBytes(StandardCharsets.UTF_8));
    }

    PageEnd read(String text, Sort order) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw Fault.invalid("cursor must have from 1 to " + LENGTH_MAX + " characters");
        }
        byte[] json =
                signer.open(purpose, text)
                        .orElseThrow(
                                () ->
                                        Fault.invalid(
                                                "cursor was not given out for this question to"
                                                        + " this stream: filter, lastUpdatedTime"
                                                        + " and sort must stay the same"));
        return PageEnd.of(JsonText.parse(json), order);
    }
}
