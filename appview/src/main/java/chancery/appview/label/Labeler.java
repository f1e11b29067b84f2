package chancery.appview.label;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.feed.Addresses;
import chancery.appview.feed.Line;
import chancery.appview.feed.Rejects;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Trigger;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.net.FetchException;
import chancery.atproto.net.Websockets;
import chancery.atproto.net.Websockets.Message;
import chancery.atproto.syntax.SyntaxException;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One labeler that is followed. For one thread at a time.
final class Labeler implements Line.Station, AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final String KEY = "atproto_label";
    private static final int ERROR_MAX = 100;

    private final Subscription subscription;
    private final Ports ports;
    private final AppViewLimits.Network limits;
    private final LabelReader reader;
    private final Rejects rejects;
    private final Line line;
    private volatile boolean stopped;
    private Optional<PublicKey> key = Optional.empty();
    private boolean refreshed;
    private long cursor;

    /// What a labeler needs.
    record Ports(Labelers.Network network, LabelTruth truth, Labels labels, Events events) {}

    Labeler(Subscription subscription, Ports ports, AppViewLimits.Network limits) {
        this.subscription = subscription;
        this.ports = ports;
        this.limits = limits;
        this.reader = new LabelReader(subscription.did(), limits.labelers());
        this.rejects = new Rejects("labeler " + subscription.did());
        this.cursor = ports.truth().cursor(subscription.did());
        this.line =
                new Line(
                        ports.network().sockets(),
                        this,
                        limits.labelers().pauseFirst(),
                        limits.labelers().pauseMax(),
                        ports.network().nanos());
    }

    /// Nobody wants it any more, or not in this way.
    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    @Override
    public Websockets.Call call() {
        DidDocument document = known(ports.network().dids().resolve(subscription.did()));
        key = document.key(KEY);
        refreshed = false;
        URI endpoint =
                document.service("atproto_labeler")
                        .or(() -> document.service("atproto_pds"))
                        .orElseThrow(() -> new FetchException("the labeler has no endpoint"));
        URI stream = Addresses.stream(endpoint, "/xrpc/com.atproto.label.subscribeLabels");
        AppViewLimits.Feeds feeds = limits.feeds();
        return new Websockets.Call(
                URI.create(stream + "?cursor=" + cursor),
                Map.of(),
                new Websockets.Limits(
                        feeds.messageBytesMax(), feeds.waitingBytesMax(), feeds.silenceMax()));
    }

    private static DidDocument known(Optional<DidDocument> document) {
        return document.orElseThrow(() -> new FetchException("the labeler is unknown"));
    }

    @Override
    public void connected(Websockets.Call call) {
        event("labeler.connected", AppEvent.Severity.INFO, "url", call.uri().toString());
    }

    @Override
    public void disconnected(String reason) {
        event("labeler.disconnected", AppEvent.Severity.WARN, "reason", reason);
    }

    private void event(String type, AppEvent.Severity severity, String name, String value) {
        Json.Members detail = Json.Members.builder().put(name, value).build();
        ports.events().add(AppEvent.info(type, subscription.did().value(), detail).as(severity));
    }

    /// Takes in what there is, or waits a moment for something.
    void turn() throws InterruptedException {
        List<Label> said = new ArrayList<>();
        long reached = cursor;
        Optional<Message> message = line.next(WAIT);
        try {
            for (int messages = 1; message.isPresent(); messages++) {
                reached = hear(message.get(), said, reached);
                if (messages == limits.labelers().savedEvery()
                        || said.size() >= limits.labelers().perMessageMax()) {
                    break;
                }
                message = line.next(Duration.ZERO);
            }
        } catch (FetchException away) {
            line.lose(String.valueOf(away.getMessage()));
        }
        keep(said, reached);
    }

    /// What comes before the cursor moves is kept; what a pause or an end came between is heard
    /// again later.
    private void keep(List<Label> said, long reached) {
        if (reached == cursor && said.isEmpty()) {
            return;
        }
        if (stopped || !ports.labels().take(subscription, said, reached)) {
            stopped = true;
            return;
        }
        cursor = reached;
    }

    /// Takes one message in; how far the labeler is heard with it.
    private long hear(Message message, List<Label> said, long reached) {
        switch (message) {
            case Message.Binary(var bytes) -> {
                try {
                    return LabelFrame.decode(bytes, limits.labelers().perMessageMax())
                            .map(frame -> hear(frame, said, reached))
                            .orElse(reached);
                } catch (SyntaxException malformed) {
                    rejects.add(String.valueOf(malformed.getMessage()));
                }
            }
            case Message.TooLarge(var bytes) -> rejects.add("a message of " + bytes + " bytes");
            case Message.Text _, Message.End _ -> {}
        }
        return reached;
    }

    private long hear(LabelFrame frame, List<Label> said, long reached) {
        return switch (frame) {
            case LabelFrame.Labels(var seq, _) when seq <= reached -> reached;
            case LabelFrame.Labels(var seq, var labels) -> {
                List<Label> believed = new ArrayList<>();
                labels.forEach(label -> believe(label).ifPresent(believed::add));
                said.addAll(believed);
                yield seq;
            }
            case LabelFrame.Failure(var error) -> {
                line.lose(error.length() > ERROR_MAX ? "an error" : error);
                // The labeler began anew: so do we. Labels that are there already stay the same.
                yield error.equals("FutureCursor") ? 0 : reached;
            }
        };
    }

    /// The label, when the labeler signed it and no script drops it.
    private Optional<Label> believe(Value value) {
        try {
            if (!(value instanceof Value.Map map)) {
                throw new SyntaxException("Invalid label: expected a map");
            }
            Label label = reader.read(map);
            if (!signed(map)) {
                throw new SyntaxException("Invalid label: not signed by its labeler");
            }
            return scripted(label);
        } catch (SyntaxException malformed) {
            rejects.add(String.valueOf(malformed.getMessage()));
            return Optional.empty();
        }
    }

    /// A labeler without a key signs nothing: its address has to vouch for it.
    private boolean signed(Value.Map label) {
        if (key.isEmpty() || LabelReader.signed(label, key.get())) {
            return true;
        }
        if (refreshed) {
            return false;
        }
        Optional<DidDocument> now = ports.network().dids().refresh(subscription.did());
        refreshed = true;
        key = known(now).key(KEY);
        return key.isPresent() && LabelReader.signed(label, key.get());
    }

    private Optional<Label> scripted(Label label) {
        Json.Members told = label.json();
        Optional<Json.Members> made = ports.network().scripts().apply(trigger(label), told);
        if (made.equals(Optional.of(told))) {
            return Optional.of(label);
        }
        return made.map(reader::read);
    }

    private static Trigger trigger(Label label) {
        return label.collection()
                .map(collection -> Trigger.of(Trigger.Kind.LABELER_APPLY, collection))
                .orElse(new Trigger(Trigger.Kind.LABELER_APPLY, Trigger.ACTOR));
    }

    @Override
    public void close() {
        line.close();
    }
}
