package chancery.lua.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Userdata;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class JsonToLuaTest {
    private final State state = States.roomy();
    private final JsonToLua sink = new JsonToLua(state, JsonLimits.DEFAULT);

    @Test
    void keepsIntegersFloatsAndNullApart() {
        sink.startArray();
        sink.whole(3);
        sink.real(3.0);
        sink.nothing();
        sink.yes();
        sink.text("é");
        sink.endArray();

        LuaTable list = (LuaTable) sink.value();
        assertThat(list.length()).isEqualTo(5);
        assertThat(list.get(1)).isEqualTo(3L);
        assertThat(list.get(2)).isEqualTo(3.0);
        assertThat(list.get(3)).isEqualTo(Userdata.NULL);
        assertThat(list.get(4)).isEqualTo(true);
        assertThat(list.get(5)).isEqualTo(LuaString.of("é"));
    }

    @Test
    void whatWasReadIsWrittenAgain() {
        sink.startObject();
        sink.name("empty");
        sink.startArray();
        sink.endArray();
        sink.name("float");
        sink.real(1.0);
        sink.name("object");
        sink.startObject();
        sink.endObject();
        sink.name("text");
        sink.text("x");
        sink.name("void");
        sink.nothing();
        sink.endObject();

        JsonText text = new JsonText();
        LuaToJson.write(state, sink.value(), JsonLimits.DEFAULT, text);
        assertThat(text.toString())
                .isEqualTo(
                        "{\"empty\":[],\"float\":1.0,\"object\":{},\"text\":\"x\",\"void\":null}");
    }

    @Test
    void marksAreHiddenFromScripts() {
        sink.startArray();
        sink.endArray();

        LuaTable list = (LuaTable) sink.value();
        assertThat(JsonArrays.marked(list)).isTrue();
        assertThat(Metamethod.of(state, list, Metamethod.METATABLE)).isEqualTo(false);
    }

    @Test
    void refusesWhatIsTooDeep() {
        for (int i = 0; i < 32; i++) {
            sink.startArray();
        }

        assertThatThrownBy(sink::startArray).hasMessage("JSON is nested deeper than 32 levels");
        assertThatThrownBy(sink::startObject).hasMessage("JSON is nested deeper than 32 levels");
        assertThatThrownBy(sink::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void chargesWhatItBuilds() {
        State small = States.with(new BudgetLimits(100, 1 << 20, Duration.ofMinutes(1), 200, 64));
        JsonToLua charged = new JsonToLua(small, JsonLimits.DEFAULT);

        assertThatThrownBy(() -> charged.text("x".repeat(1 << 20))).isInstanceOf(Breach.class);
    }
}
