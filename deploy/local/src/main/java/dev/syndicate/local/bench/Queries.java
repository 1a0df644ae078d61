package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Api;
import dev.syndicate.local.Database;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long an auditor waits for the first page of an answer out of two million records (or as many as asked), for filters that hardly anything
 * and for filters that almost everything matches. The answers come from audit-service, reading recorded and all; beside
 * each, a page by sequence alone.
 *
 * <p>The records are copies of a real one with other things to be found by, behind the chain's own: nothing is verified
 * after this.
 */
final class Queries implements Measurement {

    private static final Goal GOAL = new Goal.Below(50, "ms");
    private static final int CHUNK = 50_000;
    private static final String DIGEST = "repeat('a', 64)";

    private final Database administrator;
    private final Api audit;
    private final long records;
    private final long first;
    private final Map<String, Samples> questions = new LinkedHashMap<>();
    private final Samples baseline = new Samples();
    private final Samples all = new Samples();

    Queries(Stack stack, Cast cast, long records) {
        this.records = records;
        this.administrator = stack.administrator();
        this.audit = cast.atAudit("ada");
        this.first = fill();
        ask("session=" + session(first + records / 2));
        ask("action=" + action(first + records / 3));
        ask("outcome=executed");
        ask("outcome=executed-but-different");
        ask("type=VoteCast");
        ask("workspace=acme/ws-7");
        ask("principal=person-7");
        ask("approver=reviewer-7");
        ask("agent=claude-code");
        ask("tool=shell");
        ask("target=/srv/app/777");
        ask("policy=9:" + "a".repeat(64));
        ask("policy=9:" + "a".repeat(64) + "&order=desc");
        ask("text=word777");
        ask("text=rule+command");
        ask("tool=shell&outcome=execution-failed&principal=person-7");
        ask("from=" + day(20) + "&to=" + day(21));
        ask("from=" + day(15) + "&tool=web/fetch");
        ask("recordedFrom=" + day(10) + "&recordedTo=" + day(11));
        ask("order=desc");
        round();
        questions.replaceAll((query, cold) -> new Samples());
    }

    @Override
    public void round() {
        questions.forEach((query, samples) -> {
            baseline.add(millis("after=" + (first + records / 4)));
            double took = millis(query);
            samples.add(took);
            all.add(took);
        });
    }

    @Override
    public List<Result> results() {
        List<Result> results = new ArrayList<>();
        questions.forEach((query, samples) -> results.add(new Result(
                "query " + (query.length() > 36 ? query.substring(0, 35) + "…" : query),
                "ms",
                samples.median(),
                baseline.median(),
                "page by sequence",
                GOAL)));
        results.add(
                new Result("queries, median of all", "ms", all.median(), baseline.median(), "page by sequence", GOAL));
        return results;
    }

    private void ask(String query) {
        questions.put(query, new Samples());
    }

    private double millis(String query) {
        long start = System.nanoTime();
        audit.get("/v1/records?limit=100&" + query).orRefused();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Fills the partitions behind the one that is written, and says where. */
    private long fill() {
        for (int i = 0; i < 3; i++) {
            administrator.execute("SELECT audit.make_next_partition()");
        }
        long start = administrator.number("SELECT audit.partition_end()") - records;
        for (long from = start; from < start + records; from += CHUNK) {
            insert(from, Math.min(start + records, from + CHUNK) - 1, start);
        }
        administrator.execute("ANALYZE audit.record");
        return start;
    }

    private void insert(long from, long to, long start) {
        administrator.execute("""
                INSERT INTO audit.record (
                    sequence, header, body, event_id, event_type, event_position, aggregate_id, aggregate_sequence,
                    workspace, session_id, action_id, principal, outcome, occurred_at, recorded_at, terms)
                SELECT g, real.header, real.body, gen_random_uuid(),
                       'dev.syndicate.contracts.' || (ARRAY[
                           'execution.ActionProposed', 'execution.ActionEvaluated', 'approval.ApprovalRequested',
                           'approval.VoteCast', 'approval.ApprovalGranted', 'execution.ActionAuthorised',
                           'execution.PermitIssued', 'execution.ExecutionIntended', 'execution.ExecutionGranted',
                           'execution.OutcomeReported'])[1 + g % 10],
                       g, 'bench-' || g / 10, g % 10, 'acme/ws-' || g / 40 % 20, session, action,
                       'person-' || person, outcome, at - interval '5 ms', at,
                       ARRAY['agent:anthropic', 'agent:claude-code', 'principal:person-' || person, 'tool:' || tool,
                             'target:/srv/app/' || hash % 50000, 'approver:reviewer-' || hash % 40,
                             'policy:' || 1 + (g - ?) * 10 / ? || ':' || """ + DIGEST + """
                             , 'digest:sha256:' || md5('i' || action) || md5('j' || action),
                             'digest:sha256:' || md5('k' || action) || md5('l' || action),
                             'word:srv', 'word:app', 'word:rule', 'word:command', 'word:' || tool,
                             'word:word' || hash % 50000, 'word:v' || hash % 311]
                FROM (SELECT header, body FROM audit.record ORDER BY sequence LIMIT 1) AS real,
                     generate_series(?::bigint, ?::bigint) AS g,
                     LATERAL (
                         SELECT ('x' || substr(md5((g / 10)::text), 1, 7))::bit(28)::int AS hash,
                                ('x' || substr(md5('p' || g / 40), 1, 7))::bit(28)::int % 200 AS person,
                                lpad(to_hex(g / 40), 8, '0') || '-0000-7000-8000-000000000001' AS session,
                                lpad(to_hex(g / 10), 8, '0') || '-0000-7000-8000-000000000002' AS action,
                                timestamptz '2100-01-01' + (g - ?) * interval '2000000 seconds' / ? AS at) AS one,
                     LATERAL (
                         SELECT (ARRAY['shell', 'shell', 'shell', 'shell', 'read', 'edit', 'write', 'web/fetch'])[
                                    1 + hash % 8] AS tool,
                                CASE WHEN g % 10 < 9 THEN NULL
                                     WHEN hash % 10000 = 0 THEN 'executed-but-different'
                                     WHEN hash % 1000 < 9 THEN 'execution-failed'
                                     ELSE 'executed' END AS outcome) AS made
                ORDER BY g
                """, start, records, from, to, start, records);
    }

    private static String session(long sequence) {
        return "%08x-0000-7000-8000-000000000001".formatted(sequence / 40);
    }

    private static String action(long sequence) {
        return "%08x-0000-7000-8000-000000000002".formatted(sequence / 10);
    }

    private static String day(int day) {
        return "2100-01-%02dT00:00:00Z".formatted(day);
    }
}
