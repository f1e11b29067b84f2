package chancery.appview.index;

import chancery.store.Reader.Direction;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.RawView;
import chancery.store.table.Schema;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.value.Kind;

import java.util.List;
import java.util.stream.Stream;

/// The tables of the index. Moments are texts of one length in UTC, such as
/// `2026-05-19T10:11:12.123456+00:00`, so that they sort as they are.
public final class IndexSchema {
    /// Records by URI. `record` is their JSON; `cid` is empty where nobody said it. `position` says
    /// where the last change of the row stands among the changes of all rows.
    public static final Table RECORDS =
            Table.of(
                            "records",
                            List.of("uri"),
                            Column.of("uri", Kind.TEXT),
                            Column.of("did", Kind.TEXT),
                            Column.of("collection", Kind.TEXT),
                            Column.of("rkey", Kind.TEXT),
                            Column.of("record", Kind.JSON),
                            Column.of("cid", Kind.TEXT),
                            Column.of("indexed_at", Kind.TEXT),
                            Column.of("created_at", Kind.TEXT),
                            Column.of("position", Kind.INTEGER))
                    .index(ascending("collection"), ascending("position"))
                    .index(ascending("collection"), descending("created_at"), descending("uri"))
                    .index(ascending("collection"), descending("indexed_at"), descending("uri"))
                    .index(
                            ascending("did"),
                            ascending("collection"),
                            descending("created_at"),
                            descending("uri"))
                    .index(
                            ascending("did"),
                            ascending("collection"),
                            descending("indexed_at"),
                            descending("uri"))
                    .searched("record");

    /// Which record says `at://…` of which, anywhere in it. `created_at` is that of the source.
    public static final Table REFS =
            Table.of(
                            "record_refs",
                            List.of("source_uri", "target_uri"),
                            Column.of("source_uri", Kind.TEXT),
                            Column.of("target_uri", Kind.TEXT),
                            Column.of("collection", Kind.TEXT),
                            Column.of("did", Kind.TEXT),
                            Column.of("created_at", Kind.TEXT))
                    .index(
                            ascending("target_uri"),
                            ascending("collection"),
                            descending("created_at"),
                            descending("source_uri"));

    /// Labels that labelers gave.
    public static final Table LABELS =
            Table.of(
                            "labels",
                            List.of("src", "uri", "val"),
                            Column.of("src", Kind.TEXT),
                            Column.of("uri", Kind.TEXT),
                            Column.of("val", Kind.TEXT),
                            Column.of("cts", Kind.TEXT),
                            Column.optional("exp", Kind.TEXT))
                    .index(ascending("uri"))
                    .index(ascending("exp"));

    /// Records that were shown and no longer are, for a while. One that is shown again since stands
    /// here until it would be forgotten.
    public static final Table DELETIONS =
            Table.of(
                            "deletions",
                            List.of("uri"),
                            Column.of("uri", Kind.TEXT),
                            Column.of("did", Kind.TEXT),
                            Column.of("collection", Kind.TEXT),
                            Column.of("rkey", Kind.TEXT),
                            Column.of("created_at", Kind.TEXT),
                            Column.of("position", Kind.INTEGER))
                    .index(ascending("collection"), ascending("position"))
                    .index(ascending("position"));

    /// How far positions have come, and up to which deletions are forgotten, by name.
    public static final Table POSITIONS =
            Table.of(
                    "positions",
                    List.of("name"),
                    Column.of("name", Kind.TEXT),
                    Column.of("position", Kind.INTEGER));

    /// Rises when what is put into the same columns changes.
    private static final int VERSION = 1;

    /// All of it, and what raw SQL sees of it.
    public static final Schema SCHEMA =
            new Schema(
                    "appview",
                    VERSION,
                    List.of(RECORDS, REFS, LABELS, DELETIONS, POSITIONS),
                    List.of(
                            view(
                                    RECORDS,
                                    "uri",
                                    "did",
                                    "collection",
                                    "rkey",
                                    "record",
                                    "cid",
                                    "indexed_at",
                                    "created_at"),
                            view(REFS, "source_uri", "target_uri", "collection"),
                            view(LABELS, "src", "uri", "val", "cts", "exp")));

    private IndexSchema() {}

    private static RawView view(Table table, String... columns) {
        return new RawView(
                table.name(),
                table.name(),
                Stream.of(columns).map(name -> new RawView.Output(name, name)).toList(),
                Filter.all());
    }

    /// An ascending level of an order.
    public static Sort ascending(String column) {
        return new Sort(Field.of(column), Direction.ASCENDING);
    }

    /// A descending level of an order.
    public static Sort descending(String column) {
        return new Sort(Field.of(column), Direction.DESCENDING);
    }
}
