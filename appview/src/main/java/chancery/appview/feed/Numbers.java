package chancery.appview.feed;

import chancery.appview.setting.Settings;

/// The numbers of a relay, moved up when it begins anew, so that ours grow for ever. Where they
/// begin now is a setting, because it has to outlive the process. For one thread.
final class Numbers {
    private final Settings settings;
    private final String setting;
    private long begin;
    private long reached;

    /// @param cursor a number of ours
    Numbers(Settings settings, String relay, long cursor) {
        this.settings = settings;
        this.setting = "feed.begin:" + relay;
        this.begin = settings.get(setting).map(Long::parseLong).orElse(0L);
        this.reached = cursor;
    }

    /// The relay's number of what was seen last; 0 when nothing was.
    long cursor() {
        return Math.max(0, reached - begin);
    }

    /// Our number of the relay's; 0 when it is not after the last one.
    long next(long seq) {
        long number = begin + seq;
        if (number <= reached) {
            return 0;
        }
        reached = number;
        return number;
    }

    /// The relay began anew: its first number comes after all of ours.
    void anew() {
        begin = reached;
        settings.set(setting, Long.toString(begin));
    }
}
