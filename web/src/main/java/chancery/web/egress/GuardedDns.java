package chancery.web.egress;

import chancery.atproto.net.Dns;
import chancery.atproto.net.FetchException;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Name look-ups with a limit on their time, without search domains and without a cache: who
/// caches, knows for how long.
public final class GuardedDns implements Dns, AddressSource {
    private static final int RECORDS_MAX = 100;

    private final Resolver resolver;

    public GuardedDns(Resolver resolver) {
        this.resolver = resolver;
    }

    /// The name servers of this machine, each asked once, within this time.
    public static GuardedDns ofSystem(Duration timeout) {
        ExtendedResolver resolver = new ExtendedResolver();
        resolver.setTimeout(timeout);
        resolver.setRetries(1);
        return new GuardedDns(resolver);
    }

    /// One name server, asked once, within this time. Its address may be private, because the
    /// operator names it; what it answers is guarded like any other answer.
    public static GuardedDns of(InetSocketAddress server, Duration timeout) {
        ExtendedResolver resolver = new ExtendedResolver(List.of(new SimpleResolver(server)));
        resolver.setTimeout(timeout);
        resolver.setRetries(1);
        return new GuardedDns(resolver);
    }

    @Override
    public List<String> txt(String name) {
        List<String> texts = new ArrayList<>();
        for (Record found : lookup(name, Type.TXT)) {
            if (found instanceof TXTRecord text) {
                texts.add(String.join("", text.getStrings()));
            }
        }
        return List.copyOf(texts);
    }

    @Override
    public List<InetAddress> addresses(String host) {
        List<InetAddress> found = new ArrayList<>();
        for (Record four : lookup(host, Type.A)) {
            if (four instanceof ARecord record) {
                found.add(record.getAddress());
            }
        }
        for (Record six : lookup(host, Type.AAAA)) {
            if (six instanceof AAAARecord record) {
                found.add(record.getAddress());
            }
        }
        return List.copyOf(found);
    }

    private List<Record> lookup(String text, int type) {
        Lookup lookup = new Lookup(name(text), type);
        lookup.setResolver(resolver);
        lookup.setCache(null);
        lookup.setSearchPath(List.of());
        Record[] found = lookup.run();
        int result = lookup.getResult();
        if (result == Lookup.TRY_AGAIN || result == Lookup.UNRECOVERABLE) {
            throw new FetchException("no name server answered for " + text);
        }
        if (found == null) {
            return List.of();
        }
        if (found.length > RECORDS_MAX) {
            throw new FetchException("too many records for " + text);
        }
        return List.of(found);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException malformed) {
            throw new FetchException("not a name to look up", malformed);
        }
    }
}
