package dev.syndicate.local.bench;

import dev.syndicate.local.demo.Cast;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two hundred open consoles: how fast the inbox is read, and how long it takes from a proposal until the last of them is
 * told that there is a request, with ten thousand requests waiting and with few.
 */
final class Consoles {

    private static final int PAGES_EACH = 100;
    private static final int PROBES = 40;
    private static final int ASKERS = 8;

    private final Cast cast;
    private final Load load;
    private final int pending;

    /** @param pending how many requests wait in the end */
    Consoles(Cast cast, Load load, int pending) {
        this.cast = cast;
        this.load = load;
        this.pending = pending;
    }

    List<Result> results() {
        Seen few = seen();
        Load.rate(Collections.nCopies(pending, load::asked), ASKERS, new Samples());
        Seen many = seen();
        String beside = "few requests waiting";
        return List.of(
                new Result(
                        "inbox, %,d waiting, p50".formatted(pending),
                        "ms",
                        many.inbox().median(),
                        few.inbox().median(),
                        beside,
                        new Goal.Below(300, "ms")),
                new Result(
                        "proposal to the last of %d consoles, p50".formatted(2 * PAGES_EACH),
                        "ms",
                        many.news().median(),
                        few.news().median(),
                        beside,
                        new Goal.Below(1000, "ms")));
    }

    private record Seen(Samples inbox, Samples news) {}

    /** Streams end after some minutes, and a browser opens them again: these are open for less. */
    private Seen seen() {
        List<OpenConsole> consoles = Stream.of("riley", "robin")
                .map(person -> OpenConsole.of(cast.endpoints(), person, PAGES_EACH))
                .toList();
        try {
            List<ChangeStream> pages = consoles.stream()
                    .flatMap(console -> console.pages().stream())
                    .toList();
            Waiting.until("every console is live", () -> pages.stream().allMatch(ChangeStream::isOpen));
            inbox(consoles.getFirst());
            news(pages);
            return new Seen(inbox(consoles.getFirst()), news(pages));
        } finally {
            consoles.forEach(OpenConsole::close);
        }
    }

    private static Samples inbox(OpenConsole console) {
        Samples millis = new Samples();
        Load.rate(Collections.nCopies(PROBES, console::read), 1, millis);
        return millis;
    }

    private Samples news(List<ChangeStream> pages) {
        Samples millis = new Samples();
        for (int i = 0; i < PROBES; i++) {
            long start = System.nanoTime();
            String approval = load.asked();
            Waiting.until(
                    "every console hears of a request",
                    () -> pages.stream().allMatch(page -> page.heardOf(approval).isPresent()));
            long last = pages.stream()
                    .mapToLong(page -> page.heardOf(approval).orElseThrow())
                    .max()
                    .orElseThrow();
            millis.add((last - start) / 1e6);
        }
        return millis;
    }
}
