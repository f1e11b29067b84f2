package chancery.streams.stream;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.time.Duration;
import java.util.Optional;

/// What a stream keeps to, copied from its template when it is made.
///
/// @param recordsMax that the stream may hold
/// @param gigabytesMax that the stream may hold
/// @param retentionDays after which records go; none for never
/// @param windowDays that a question to an immutable stream may span; none for any
/// @param graceDays for which a deleted stream is kept
/// @param budget what it may take and give in a time
public record Settings(
        StreamType type,
        long recordsMax,
        long gigabytesMax,
        Optional<Integer> retentionDays,
        Optional<Integer> windowDays,
        int graceDays,
        Budget budget) {
    private static final int DAYS_MAX = 36_500;
    private static final String BUDGET = "budget";

    /// Settings with the usual budget.
    public Settings(
            StreamType type,
            long recordsMax,
            long gigabytesMax,
            Optional<Integer> retentionDays,
            Optional<Integer> windowDays,
            int graceDays) {
        this(
                type,
                recordsMax,
                gigabytesMax,
                retentionDays,
                windowDays,
                graceDays,
                Budget.usual(type));
    }

    /// Settings from the objects of a stream that was kept.
    static Settings kept(Fields stream) {
        Fields lifecycle = stream.object("settings").object("lifecycle");
        Fields limits = stream.object("settings").object("limits");
        StreamType type = StreamType.find(stream.text("type")).orElseThrow();
        return new Settings(
                type,
                limits.object("maxRecordsTotal").number("provisioned"),
                limits.object("maxGigaBytesTotal").number("provisioned"),
                lifecycle.findText("dataDeletedAfter").map(Settings::days),
                limits.findText("maxFilteringInterval").map(Settings::days),
                days(lifecycle.text("retainedAfterSoftDelete")),
                stream.findObject(BUDGET).map(Budget::kept).orElseGet(() -> Budget.usual(type)));
    }

    /// The part of a stream that is kept and not answered.
    Json.Builder kept(Json.Builder stream) {
        return stream.put(BUDGET, budget.json());
    }

    /// What would be too much if a stream grew; empty when it fits.
    ///
    /// @param use what it holds
    public Optional<String> excess(Use use, Use growth) {
        if (growth.records() > 0 && use.records() + growth.records() > recordsMax) {
            return Optional.of("more than " + recordsMax + " records");
        }
        long bytesMax = gigabytesMax * Use.GIGABYTE;
        return growth.bytes() > 0 && use.bytes() + growth.bytes() > bytesMax
                ? Optional.of("more than " + gigabytesMax + " GB")
                : Optional.empty();
    }

    /// The settings of the answer about a stream.
    ///
    /// @param use what the stream holds, when it was asked for
    Json.Members json(Optional<Use> use) {
        return Json.Members.builder()
                .put(
                        "lifecycle",
                        Json.Members.builder()
                                .putText("dataDeletedAfter", retentionDays.map(Settings::text))
                                .put("retainedAfterSoftDelete", text(graceDays))
                                .build())
                .put(
                        "limits",
                        Json.Members.builder()
                                .putText("maxFilteringInterval", windowDays.map(Settings::text))
                                .put(
                                        "maxRecordsTotal",
                                        total(recordsMax, use.map(u -> new Json.Int(u.records()))))
                                .put(
                                        "maxGigaBytesTotal",
                                        total(gigabytesMax, use.map(Use::gigabytes)))
                                .build())
                .build();
    }

    private static Json.Members total(long provisioned, Optional<? extends Json> consumed) {
        return Json.Members.builder()
                .put("provisioned", provisioned)
                .put("consumed", consumed)
                .build();
    }

    private static String text(int days) {
        return "P" + days + "D";
    }

    private static int days(String text) {
        Duration duration = Duration.parse(text);
        long days = duration.toDays();
        if (days < 0 || days > DAYS_MAX) {
            throw Fault.invalid("not a number of days: " + text);
        }
        return (int) days;
    }
}
