package chancery.appview.script.db;

import chancery.appview.json.JsonText;
import chancery.appview.query.RecordList;
import chancery.appview.query.StoredRecord;
import chancery.lua.host.JsonArrays;
import chancery.lua.host.JsonLimits;
import chancery.lua.host.JsonToLua;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.store.table.RawAnswer;
import chancery.store.table.value.Cell;

import java.util.List;

/// What was found, as values of a script, charged to it.
final class Rows {
    private static final JsonLimits LIMITS =
            new JsonLimits(JsonText.DEPTH_MAX + 1, JsonLimits.DEFAULT.bytes());
    private static final LuaString RECORDS = LuaString.of("records");
    private static final LuaString CURSOR = LuaString.of("cursor");

    private final State state;

    Rows(State state) {
        this.state = state;
    }

    /// A record, its JSON fed into the script's table without a stop.
    Object record(StoredRecord record) {
        JsonToLua sink = new JsonToLua(state, LIMITS);
        record.feed(sink);
        return sink.value();
    }

    /// `{ records = […], cursor? }`
    LuaTable page(RecordList page) {
        LuaTable answer = records(page.records());
        page.cursor().ifPresent(cursor -> answer.put(state.budget(), CURSOR, text(cursor)));
        return answer;
    }

    /// `{ records = […] }`
    LuaTable records(List<StoredRecord> records) {
        LuaTable list = array();
        for (StoredRecord record : records) {
            list.append(state.budget(), record(record));
        }
        LuaTable answer = table();
        answer.put(state.budget(), RECORDS, list);
        return answer;
    }

    /// `[ { column = value } ]`; what is absent is nil.
    LuaTable rows(RawAnswer.Rows found) {
        List<LuaString> names = found.columns().stream().map(LuaString::of).toList();
        LuaTable list = array();
        for (List<Cell> cells : found.rows()) {
            LuaTable row = table();
            for (int i = 0; i < cells.size(); i++) {
                state.budget().step();
                row.put(state.budget(), names.get(i), value(cells.get(i)));
            }
            list.append(state.budget(), row);
        }
        return list;
    }

    private Object value(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> Nil.NIL;
            case Cell.Text(String text) -> text(text);
            case Cell.Json(String text) -> text(text);
            case Cell.Int(long number) -> number;
            case Cell.Real(double number) -> number;
            case Cell.Flag(boolean flag) -> flag;
            case Cell.Bytes(byte[] bytes) -> {
                state.budget().allocate(LuaString.cost(bytes.length));
                yield LuaString.copyOf(bytes, 0, bytes.length);
            }
        };
    }

    LuaString text(String text) {
        state.budget().steps(text.length() / 16);
        state.budget().allocate(LuaString.cost(3L * text.length()));
        return LuaString.of(text);
    }

    private LuaTable array() {
        return JsonArrays.mark(table());
    }

    private LuaTable table() {
        state.budget().allocate(LuaTable.cost(0, 0));
        return new LuaTable();
    }
}
