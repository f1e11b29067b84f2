package chancery.appview.job;

import chancery.appview.caller.AppCaller;
import chancery.appview.job.Job.Result;
import chancery.appview.job.Job.Status;
import chancery.appview.job.Job.Times;
import chancery.appview.json.JsonText;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.web.auth.Scope;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How jobs are kept. JSON is text, because it may hold what the data model has not.
final class JobCodec implements Codec<Job> {
    @Override
    public Value.Map encode(Job job) {
        Value.Map.Builder row =
                Value.Map.builder()
                        .put("id", job.id())
                        .put("type", job.type())
                        .put("input", job.input().write())
                        .put("creator", job.creator().value())
                        .put("status", job.status().wire())
                        .put("progress", job.progress().write())
                        .put("created", Kept.micros(job.times().created()));
        job.times().started().ifPresent(at -> row.put("started", Kept.micros(at)));
        job.times().ended().ifPresent(at -> row.put("ended", Kept.micros(at)));
        job.result()
                .ifPresent(
                        result -> {
                            switch (result) {
                                case Result.Answer(var json) -> row.put("answer", json);
                                case Result.Failure(var message) -> row.put("error", message);
                            }
                        });
        switch (job.caller()) {
            case AppCaller.Anonymous _ -> {}
            case AppCaller.Local(var did, var scope) ->
                    row.put("caller", did.value())
                            .put("scope", scope.name().toLowerCase(Locale.ROOT));
            case AppCaller.Remote(var did, var client) ->
                    row.put("caller", did.value()).put("client", client);
        }
        return row.build();
    }

    @Override
    public Job decode(Value.Map row) {
        return new Job(
                Kept.text(row, "id"),
                Kept.text(row, "type"),
                JsonText.parse(Kept.text(row, "input")),
                Did.parse(Kept.text(row, "creator")),
                caller(row),
                Status.valueOf(Kept.text(row, "status").toUpperCase(Locale.ROOT)),
                JsonText.parse(Kept.text(row, "progress")),
                result(row),
                new Times(
                        Kept.instant(row, "created"),
                        instant(row, "started"),
                        instant(row, "ended")));
    }

    private static AppCaller caller(Value.Map row) {
        if (row.find("caller").isEmpty()) {
            return new AppCaller.Anonymous();
        }
        Did did = Did.parse(Kept.text(row, "caller"));
        return row.text("client")
                .<AppCaller>map(client -> new AppCaller.Remote(did, client))
                .orElseGet(() -> new AppCaller.Local(did, scope(row)));
    }

    private static Scope scope(Value.Map row) {
        return Scope.valueOf(Kept.text(row, "scope").toUpperCase(Locale.ROOT));
    }

    private static Optional<Result> result(Value.Map row) {
        Optional<Result> answer = row.text("answer").map(Result.Answer::new);
        return answer.or(() -> row.text("error").map(Result.Failure::new));
    }

    private static Optional<Instant> instant(Value.Map row, String name) {
        return row.find(name).map(_ -> Kept.instant(row, name));
    }
}
