package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.ColumnRows;
import chancery.store.column.Value;
import chancery.streams.value.Datum;
import chancery.streams.value.TypeKind;

import java.time.Duration;
import java.time.LocalDate;

/// How values of a kind stand in a column. Values that compare as equal stand there alike, and in
/// the order that they have among themselves.
enum Form {
    FLAG('f', Column.Kind.FLAG),
    WHOLE('w', Column.Kind.WHOLE),
    REAL('r', Column.Kind.REAL),
    TEXT('t', Column.Kind.TEXT),
    /// Milliseconds since 1970.
    MOMENT('m', Column.Kind.WHOLE),
    /// Milliseconds since 1970 of the day's begin in UTC, as everything counts that asks for days.
    DAY('d', Column.Kind.WHOLE),
    /// Whether there is one; nothing more can be asked.
    DOCUMENT('j', Column.Kind.FLAG),
    /// Space and externalId with a dot between, which no space has.
    LINK('l', Column.Kind.TEXT);

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final char letter;
    private final Column.Kind kind;

    Form(char letter, Column.Kind kind) {
        this.letter = letter;
        this.kind = kind;
    }

    /// What stands for this form in the names of columns.
    char letter() {
        return letter;
    }

    Column.Kind kind() {
        return kind;
    }

    /// The form of the values of a type.
    static Form of(TypeKind kind) {
        return switch (kind) {
            case TEXT, ENUM -> TEXT;
            case BOOLEAN -> FLAG;
            case INT32, INT64 -> WHOLE;
            case FLOAT32, FLOAT64 -> REAL;
            case TIMESTAMP -> MOMENT;
            case DATE -> DAY;
            case JSON -> DOCUMENT;
            case DIRECT -> LINK;
        };
    }

    /// The form of one value.
    static Form of(Datum single) {
        return switch (single) {
            case Datum.Flag _ -> FLAG;
            case Datum.Whole _ -> WHOLE;
            case Datum.Real _ -> REAL;
            case Datum.Text _ -> TEXT;
            case Datum.Moment _ -> MOMENT;
            case Datum.Day _ -> DAY;
            case Datum.Document _ -> DOCUMENT;
            case Datum.Link _ -> LINK;
            case Datum.Many _ -> throw new IllegalStateException("a list is not one value");
        };
    }

    /// One value as it stands in its column.
    static Value.Single value(Datum single) {
        return switch (single) {
            case Datum.Flag(var flag) -> Value.of(flag);
            case Datum.Whole(var whole) -> Value.of(whole);
            case Datum.Real(var real) -> Value.of(real);
            case Datum.Text(var text) -> Value.of(text);
            case Datum.Moment(var millis, _) -> Value.of(millis);
            case Datum.Day(var day, _) -> Value.of(day * DAY_MILLIS);
            case Datum.Document _ -> Value.of(true);
            case Datum.Link(var target) -> Value.of(target.dotted());
            case Datum.Many _ -> throw new IllegalStateException("a list is not one value");
        };
    }

    /// Gives the last row one value as it stands in its column.
    static void add(ColumnRows rows, int column, Datum single) {
        switch (single) {
            case Datum.Flag(var flag) -> rows.add(column, flag);
            case Datum.Whole(var whole) -> rows.add(column, whole);
            case Datum.Real(var real) -> rows.add(column, real);
            case Datum.Text(var text) -> rows.add(column, text);
            case Datum.Moment(var millis, _) -> rows.add(column, millis);
            case Datum.Day _, Datum.Document _, Datum.Link _, Datum.Many _ ->
                    rows.add(column, value(single));
        }
    }

    /// What a value of a column is, as far as it can be told from there.
    Datum datum(Value.Single value) {
        return switch (value) {
            case Value.Flag(var flag) -> new Datum.Flag(flag);
            case Value.Real(var real) -> new Datum.Real(real);
            case Value.Text(var text) -> new Datum.Text(text);
            case Value.Whole(var millis) when this == MOMENT -> new Datum.Moment(millis, "");
            case Value.Whole(var millis) when this == DAY -> day(Math.floorDiv(millis, DAY_MILLIS));
            case Value.Whole(var whole) -> new Datum.Whole(whole);
        };
    }

    private static Datum day(long day) {
        return new Datum.Day(day, LocalDate.ofEpochDay(day).toString());
    }
}
