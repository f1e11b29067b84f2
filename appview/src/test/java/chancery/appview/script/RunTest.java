package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.limit.AppViewLimits;
import chancery.lua.runtime.LuaError;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

final class RunTest {
    private final Run run =
            new Run(ScriptKit.query("{}"), AppViewLimits.Scripts.STANDARD, 0, Run.Turn.SHARED);

    @Test
    void looksAThousandTimesIntoTheIndex() {
        IntStream.range(0, 1_000).forEach(_ -> run.chargeDb());

        assertThatThrownBy(run::chargeDb)
                .isInstanceOf(LuaError.class)
                .hasMessage("too many db calls: at most 1000");
    }

    @Test
    void asksElsewhereTwentyTimes() {
        IntStream.range(0, 20).forEach(_ -> run.chargeHttp());

        assertThatThrownBy(run::chargeHttp)
                .isInstanceOf(LuaError.class)
                .hasMessage("too many http calls: at most 20");
    }

    @Test
    void writesTwoHundredRecords() {
        run.chargeWrites(199);
        run.chargeWrites(1);

        assertThatThrownBy(() -> run.chargeWrites(1))
                .isInstanceOf(LuaError.class)
                .hasMessage("too many record writes: at most 200");
    }

    @Test
    void upsertsIntoStreamsAsOftenAsAllowed() {
        run.chargeUpsert(2);
        run.chargeUpsert(2);

        assertThatThrownBy(() -> run.chargeUpsert(2))
                .isInstanceOf(LuaError.class)
                .hasMessage("too many upserts into streams: at most 2");
    }

    @Test
    void waitsForTheIndexBeforeTheFirstLookAndAfterEachAct() {
        assertThat(run.takeStale()).isTrue();
        assertThat(run.takeStale()).isFalse();

        run.act();

        assertThat(run.takeStale()).isTrue();
    }
}
