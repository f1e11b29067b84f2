package chancery.streams.view;

import chancery.store.column.Column;
import chancery.streams.name.ContainerId;
import chancery.streams.query.Path;
import chancery.streams.truth.StreamTruth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The names of tables and columns. They follow from what they stand for, so nothing has to be kept
/// to find them again; columns of properties come when the first record has a value there.
final class Scheme {
    static final Column SPACE = Column.one("space", Column.Kind.TEXT);
    static final Column EXTERNAL_ID = Column.one("external_id", Column.Kind.TEXT);
    static final Column CREATED = Column.one("created_time", Column.Kind.WHOLE);
    static final Column UPDATED = Column.one("last_updated_time", Column.Kind.WHOLE);

    /// What every table has.
    static final List<Column> FIXED = List.of(SPACE, EXTERNAL_ID, CREATED, UPDATED);

    private static final int DIGEST_BYTES = 16;

    private Scheme() {}

    /// The name of the table of a stream.
    static String table(StreamTruth truth) {
        return "s_" + digest(truth.partition().name());
    }

    /// The column that says whether a record has values in a container.
    static Column presence(ContainerId container) {
        return Column.one("c_" + digest(container.toString()), Column.Kind.FLAG);
    }

    /// The column of the values of a property that are of one form. One property has several only
    /// when its container was deleted and declared anew with other types.
    static Column property(ContainerId container, String property, Form form, Column.Holds holds) {
        String many = holds == Column.Holds.MANY ? "s" : "";
        String name = "p_" + digest(container + "/" + property) + "_" + form.letter() + many;
        return new Column(name, form.kind(), holds);
    }

    /// The column that a path leads to.
    static Column of(Path path) {
        return switch (path) {
            case Path.Top.SPACE -> SPACE;
            case Path.Top.EXTERNAL_ID -> EXTERNAL_ID;
            case Path.Top.CREATED_TIME -> CREATED;
            case Path.Top.LAST_UPDATED_TIME -> UPDATED;
            case Path.Property(var container, var name, var type) ->
                    property(
                            container,
                            name,
                            Form.of(type.kind()),
                            type.list() ? Column.Holds.MANY : Column.Holds.ONE);
        };
    }

    /// The form of what stands at the end of a path.
    static Form form(Path path) {
        return switch (path) {
            case Path.Top top -> top.time() ? Form.WHOLE : Form.TEXT;
            case Path.Property property -> Form.of(property.type().kind());
        };
    }

    private static String digest(String text) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
