package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.limit.AppViewLimits;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class BudgetsTest {
    private final Budgets budgets = Budgets.of(AppViewLimits.STANDARD);

    @Test
    void callsHaveTenSeconds() {
        assertThat(budgets.call().steps()).isEqualTo(5_000_000);
        assertThat(budgets.call().bytes()).isEqualTo(64 << 20);
        assertThat(budgets.call().time()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void hooksHaveMoreTimeAndJobsMoreOfAll() {
        assertThat(budgets.hook().time()).isEqualTo(Duration.ofSeconds(30));
        assertThat(budgets.hook().steps()).isEqualTo(5_000_000);
        assertThat(budgets.job().time()).isEqualTo(Duration.ofHours(1));
        assertThat(budgets.job().bytes()).isEqualTo(256 << 20);
        assertThat(budgets.job().steps()).isGreaterThan(1L << 60);
    }
}
