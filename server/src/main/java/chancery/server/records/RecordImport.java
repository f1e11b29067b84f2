package chancery.server.records;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.name.ContainerId;
import chancery.streams.name.RecordId;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes records of lines and upserts them in batches, in the order of the lines: of two lines for
/// one record the later one counts. It ends at the first mistake, and says where it is and what was
/// stored before.
public final class RecordImport {
    private static final int RECORDS_MAX = 1_000;
    private static final long BYTES_MAX = 4_000_000;
    private static final String EXTERNAL_ID = "externalId";
    private static final String PROPERTIES = "properties";
    private static final Set<String> MEMBERS = Set.of(EXTERNAL_ID, PROPERTIES);

    private final String space;
    private final ContainerId container;
    private final Target target;
    private final Progress progress;
    private final List<Json> items = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long bytes;
    private long stored;

    /// Where batches go.
    @FunctionalInterface
    public interface Target {
        /// Stores a batch whole; or nothing, and says why.
        Optional<String> upsert(Json body) throws ImportException;
    }

    /// @param space of the records
    /// @param container of their properties
    public RecordImport(String space, ContainerId container, Target target, Progress progress) {
        this.space = space;
        this.container = container;
        this.target = target;
        this.progress = progress;
    }

    /// Imports all lines and answers how many records that were.
    public long run(RecordLines lines) throws IOException, ImportException {
        try {
            Optional<RecordLines.Line> line = lines.next();
            while (line.isPresent()) {
                take(line.get(), lines.bytes());
                line = lines.next();
            }
            store(lines.bytes());
            return stored;
        } catch (ImportException e) {
            throw new ImportException(e.getMessage() + before());
        } finally {
            progress.end();
        }
    }

    private String before() {
        return stored == 0
                ? "; nothing was stored"
                : "; the " + stored + " records of earlier batches are stored";
    }

    private void take(RecordLines.Line line, long read) throws IOException, ImportException {
        Fields record = record(line);
        String name = record.text(EXTERNAL_ID);
        boolean full =
                items.size() == RECORDS_MAX
                        || (!items.isEmpty() && bytes + line.bytes().length > BYTES_MAX);
        if (full || names.contains(name)) {
            store(read);
        }
        names.add(name);
        numbers.add(line.number());
        items.add(item(name, record.object(PROPERTIES).members()));
        bytes += line.bytes().length;
    }

    private static Fields record(RecordLines.Line line) throws ImportException {
        try {
            Json json = JsonText.parse(line.bytes());
            if (!(json instanceof Json.Members)) {
                throw at(line.number(), "must be an object of externalId and properties");
            }
            Fields record = Fields.body(json).only(MEMBERS);
            if (!RecordId.valid(record.text(EXTERNAL_ID))) {
                throw at(line.number(), "externalId must have 1 to 256 characters");
            }
            record.object(PROPERTIES);
            return record;
        } catch (Fault fault) {
            throw at(line.number(), fault.text());
        }
    }

    private static ImportException at(long line, String what) {
        return new ImportException("line " + line + ": " + what);
    }

    private Json item(String name, Json.Members properties) {
        Json source =
                Json.Members.builder()
                        .put(
                                "source",
                                Json.Members.builder()
                                        .put("type", "container")
                                        .put("space", container.space().value())
                                        .put(EXTERNAL_ID, container.externalId())
                                        .build())
                        .put(PROPERTIES, properties)
                        .build();
        return Json.Members.builder()
                .put("space", space)
                .put(EXTERNAL_ID, name)
                .put("sources", List.of(source))
                .build();
    }

    private void store(long read) throws ImportException {
        if (items.isEmpty()) {
            return;
        }
        Json body = Json.Members.builder().put("items", items).build();
        Optional<String> refused = target.upsert(body);
        if (refused.isPresent()) {
            throw new ImportException(placed(refused.get()));
        }
        stored += items.size();
        items.clear();
        numbers.clear();
        names.clear();
        bytes = 0;
        progress.at(read, stored);
    }

    /// A refusal that names an item by its place, with the line of that item.
    private String placed(String message) {
        int start = message.indexOf("items[");
        int from = start + "items[".length();
        int end = message.indexOf(']', from);
        if (start < 0 || end < 0) {
            return message;
        }
        int place = place(message.substring(from, end));
        if (place < 0) {
            return message;
        }
        String ours =
                message.replace("items[" + place + "].sources[0].", "")
                        .replace("items[" + place + "].", "");
        return "line " + numbers.get(place) + ": " + ours;
    }

    private int place(String digits) {
        try {
            int place = Integer.parseInt(digits);
            return place < numbers.size() ? place : -1;
        } catch (NumberFormatException odd) {
            return -1;
        }
    }
}
