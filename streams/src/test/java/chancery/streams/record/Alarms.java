package chancery.streams.record;

import chancery.streams.Written;
import chancery.streams.limit.StreamsLimits;

import java.util.ArrayList;
import java.util.List;

/// Records of tests, in the containers of [Plant].
public final class Alarms {
    private Alarms() {}

    /// A record of `plant/Alarm` with these properties beside a severity.
    public static StoredRecord alarm(String externalId, long time, String properties) {
        String body =
                "{'items':[{'space':'plant','externalId':'"
                        + externalId
                        + "','sources':[{'source':{'space':'plant','externalId':'Alarm'},"
                        + "'properties':{"
                        + properties
                        + "}}]}]}";
        RecordWrite write =
                new WriteReader(new Plant(), StreamsLimits.Writes.STANDARD)
                        .writes(Written.json(body))
                        .getFirst();
        return new StoredRecord(write.id(), time, time, write.content());
    }

    /// Records `a0`, `a1`, … of these severities, one millisecond apart from 1000 on.
    public static List<StoredRecord> severities(int... severities) {
        List<StoredRecord> records = new ArrayList<>();
        for (int severity : severities) {
            int number = records.size();
            records.add(alarm("a" + number, 1_000 + number, "'severity':" + severity));
        }
        return records;
    }
}
