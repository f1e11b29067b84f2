package chancery.streams.truth;

import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.name.ContainerId;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.record.Content;
import chancery.streams.record.NamedValues;
import chancery.streams.value.Datum;
import chancery.streams.value.Moments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Contents of records as bytes. Equal contents have equal bytes.
final class ContentCodec {
    private static final int NO = 0;
    private static final int YES = 1;
    private static final int WHOLE = 2;
    private static final int REAL = 3;
    private static final int TEXT = 4;
    private static final int MOMENT = 5;
    private static final int DAY = 6;
    private static final int DOCUMENT = 7;
    private static final int LINK = 8;
    private static final int MANY = 9;

    private ContentCodec() {}

    static void write(Content content, ByteOut out) {
        out.unsigned(content.sources().size());
        content.sources()
                .forEach(
                        (container, values) -> {
                            out.text(container.space().value()).text(container.externalId());
                            out.unsigned(values.size());
                            values.forEach((name, value) -> write(value, out.text(name)));
                        });
    }

    private static void write(Datum value, ByteOut out) {
        switch (value) {
            case Datum.Flag(var flag) -> out.one(flag ? YES : NO);
            case Datum.Whole(var whole) -> out.one(WHOLE).signed(whole);
            case Datum.Real(var real) -> out.one(REAL).eight(Double.doubleToLongBits(real));
            case Datum.Text(var text) -> out.one(TEXT).text(text);
            case Datum.Moment(_, var text) -> out.one(MOMENT).text(text);
            case Datum.Day(_, var text) -> out.one(DAY).text(text);
            case Datum.Document(var json) -> out.one(DOCUMENT).text(json.write());
            case Datum.Link(var target) ->
                    out.one(LINK).text(target.space().value()).text(target.externalId());
            case Datum.Many(var items) -> {
                out.one(MANY).unsigned(items.size());
                items.forEach(item -> write(item, out));
            }
        }
    }

    static Content read(ByteIn in) {
        long sources = in.unsigned();
        Map<ContainerId, Map<String, Datum>> content = new LinkedHashMap<>();
        for (long i = 0; i < sources; i++) {
            ContainerId container = new ContainerId(new SpaceId(in.text()), in.text());
            content.put(container, values(in));
        }
        return new Content(content);
    }

    private static NamedValues values(ByteIn in) {
        int count = (int) in.unsigned();
        String[] names = new String[count];
        Datum[] values = new Datum[count];
        for (int i = 0; i < count; i++) {
            names[i] = in.text();
            values[i] = value(in);
        }
        return NamedValues.inOrder(names, values);
    }

    private static Datum value(ByteIn in) {
        int tag = in.one();
        return switch (tag) {
            case NO -> new Datum.Flag(false);
            case YES -> new Datum.Flag(true);
            case WHOLE -> new Datum.Whole(in.signed());
            case REAL -> new Datum.Real(Double.longBitsToDouble(in.eight()));
            case TEXT -> new Datum.Text(in.text());
            case MOMENT -> moment(in.text());
            case DAY -> day(in.text());
            case DOCUMENT -> new Datum.Document((Json.Members) JsonText.parse(in.text()));
            case LINK -> new Datum.Link(new RecordId(new SpaceId(in.text()), in.text()));
            case MANY -> many(in);
            default -> throw new IllegalStateException("a value of an unknown kind: " + tag);
        };
    }

    private static Datum moment(String text) {
        long millis = Moments.millis(text, Moments.FRACTION_OF_VALUE).orElseThrow();
        return new Datum.Moment(millis, text);
    }

    private static Datum day(String text) {
        return new Datum.Day(Moments.date(text).map(LocalDate::toEpochDay).orElseThrow(), text);
    }

    private static Datum many(ByteIn in) {
        long count = in.unsigned();
        List<Datum> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(value(in));
        }
        return new Datum.Many(items);
    }
}
