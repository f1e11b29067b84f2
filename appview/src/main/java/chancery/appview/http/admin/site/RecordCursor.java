package chancery.appview.http.admin.site;

import chancery.appview.http.Errors;
import chancery.store.table.Position;
import chancery.store.table.value.Cell;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// A place in the list of records: a moment and a URI, in Base64 that is safe in URLs.
final class RecordCursor {
    private static final int UNITS_MAX = 16_384;

    private RecordCursor() {}

    static String of(Position position) {
        String moment = ((Cell.Text) position.values().getFirst()).value();
        String uri = ((Cell.Text) position.values().getLast()).value();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((moment + "|" + uri).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws chancery.web.Refusal when this is no cursor
    static Position parse(String cursor) {
        String text = cursor.length() > UNITS_MAX ? "" : decoded(cursor);
        int bar = text.indexOf('|');
        if (bar < 0) {
            throw Errors.invalid("invalid cursor");
        }
        return new Position(
                List.of(Cell.of(text.substring(0, bar)), Cell.of(text.substring(bar + 1))));
    }

    private static String decoded(String cursor) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return "";
        }
    }
}
