package dev.syndicate.approval;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.contracts.view.SecretKind;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.content.PreImageStore;
import dev.syndicate.platform.id.Identifiers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A push of dana's by Claude Code that one reviewer must approve; each method changes one thing. */
public final class ProposedAction {

    private static final AgentDescription AGENT =
            new AgentDescription("anthropic", "claude-code", "2.1.330", "claude-code-http-hook");

    private final Clock clock;
    private final ActionId id;
    private SessionId session;
    private final String issuer;
    private ActionKind kind = ActionKind.COMMAND;
    private String rawTool = "Bash";
    private String tool = "shell";
    private List<String> targets = List.of();
    private JsonObject parameters;
    private String workspace = "acme/checkout";
    private EnforcementTier tier = EnforcementTier.B;
    private Risk risk = Risk.MODERATE;
    private TrustTier trust = new TrustTier(2);
    private String rule = "push-needs-review";
    private String reason = "Pushing changes what others build on.";
    private List<ThresholdSet> sets = List.of(new ThresholdSet("Reviewers", 1, 1, "syndicate-reviewers", null));
    private Duration expiresAfter = Duration.ofMinutes(30);
    private int reviewLimit = ApprovalRequirement.DEFAULT_REVIEW_LINE_LIMIT;
    private Person requester;
    private @Nullable StandingLimits standing;
    private List<SecretKind> masks = List.of();
    private @Nullable Amendment amendment;
    private byte @Nullable [] file;

    public ProposedAction(Identifiers identifiers, Clock clock, String issuer) {
        this.clock = clock;
        this.issuer = issuer;
        this.id = new ActionId(identifiers.next());
        this.session = new SessionId(identifiers.next());
        this.requester = person("dana", "Dana Developer");
        this.parameters = JsonObject.builder()
                .put("command", "git push origin fix/retry-budget")
                .put("description", "Push the branch")
                .build();
    }

    public ProposedAction command(String command) {
        parameters = JsonObject.builder().put("command", command).build();
        return this;
    }

    public ProposedAction edit(String path, String before, String after) {
        kind = ActionKind.FILE_EDIT;
        rawTool = "Edit";
        tool = "file-edit";
        targets = List.of(path);
        parameters = JsonObject.builder()
                .put("file_path", path)
                .put("old_string", before)
                .put("new_string", after)
                .build();
        return this;
    }

    public ProposedAction write(String path, String content) {
        kind = ActionKind.FILE_WRITE;
        rawTool = "Write";
        tool = "file-write";
        targets = List.of(path);
        parameters = JsonObject.builder()
                .put("file_path", path)
                .put("content", content)
                .build();
        return this;
    }

    /** Whose file its adapter sent, as it is. */
    public ProposedAction seen(byte[] content) {
        this.file = content;
        return this;
    }

    public ProposedAction mcp(String server, String name, JsonObject arguments) {
        kind = ActionKind.MCP_CALL;
        rawTool = "mcp__" + server + "__" + name;
        tool = server + "." + name;
        targets = List.of(server + "." + name);
        parameters = arguments;
        return this;
    }

    /** Another action of the same session. */
    public ProposedAction of(SessionId session) {
        this.session = session;
        return this;
    }

    public SessionId session() {
        return session;
    }

    public ActionId id() {
        return id;
    }

    public ProposedAction in(String workspace) {
        this.workspace = workspace;
        return this;
    }

    public ProposedAction enforced(EnforcementTier tier) {
        this.tier = tier;
        return this;
    }

    public ProposedAction judged(Risk risk, int trust, String rule, String reason) {
        this.risk = risk;
        this.trust = new TrustTier(trust);
        this.rule = rule;
        this.reason = reason;
        return this;
    }

    public ProposedAction needing(ThresholdSet... sets) {
        this.sets = List.of(sets);
        return this;
    }

    public ProposedAction expiringAfter(Duration time) {
        this.expiresAfter = time;
        return this;
    }

    public ProposedAction reviewLimit(int lines) {
        this.reviewLimit = lines;
        return this;
    }

    /** Whose approval may stand for further actions, as far as this. */
    public ProposedAction standing(StandingLimits limits) {
        this.standing = limits;
        return this;
    }

    /** In which policy lets these kinds of secrets be masked. */
    public ProposedAction masking(SecretKind... kinds) {
        this.masks = List.of(kinds);
        return this;
    }

    /** A request to an address. */
    public ProposedAction fetch(String url) {
        kind = ActionKind.NETWORK;
        rawTool = "WebFetch";
        tool = "fetch";
        targets = List.of(url);
        parameters = JsonObject.builder().put("url", url).build();
        return this;
    }

    /** What this person made out of another request. */
    public ProposedAction amendedBy(Person amender) {
        this.amendment = new Amendment(
                new ActionId(UUID.randomUUID()),
                canonical().intentDigest(),
                new ApprovalId(UUID.randomUUID()),
                List.of(amender));
        return this;
    }

    public ProposedAction by(String subject, String name) {
        this.requester = person(subject, name);
        return this;
    }

    public CanonicalAction canonical() {
        return CanonicalAction.builder()
                .agent(AGENT, tier)
                .principal(ActionPrincipal.of(Principal.of(requester)))
                .workspace(new WorkspaceId(workspace))
                .session(new ActionSession(session, "turn-4", null, "default"))
                .tool(new ToolReference(rawTool, tool, null, null))
                .kind(kind)
                .targets(targets)
                .parameters(parameters)
                .operands(file == null ? List.of() : List.of(new Operand(targets.getFirst(), Digest.of(file))))
                .context(new ActionContext(
                        "/home/dana/src/checkout",
                        List.of("/home/dana/src/checkout"),
                        new ActionContext.Repository(
                                "git@github.example:acme/checkout.git",
                                "fix/retry-budget",
                                "9f3c1d07a2b4",
                                Boolean.TRUE)))
                .build();
    }

    /** Keeps the content as the gateway does. */
    public void storeIn(ContentStore contents) {
        contents.put(DataSubject.of(requester), canonical().bytes());
    }

    /** Keeps the file that came with it, as the gateway does. */
    public void storeFileIn(PreImageStore files) {
        if (file != null) {
            files.put(id, DataSubject.of(requester), file);
        }
    }

    public RequestApproval request(ApprovalId approval) {
        byte[] bytes = canonical().bytes();
        return request(approval, new ContentRef(Digest.of(bytes), bytes.length));
    }

    /** A request that names this content. */
    public RequestApproval request(ApprovalId approval, ContentRef content) {
        CanonicalAction action = canonical();
        return new RequestApproval(
                approval,
                id,
                session,
                new WorkspaceId(workspace),
                Principal.of(requester),
                AGENT,
                tier,
                action.summary(),
                content,
                action.intentDigest(),
                action.actionDigest(),
                decision(),
                amendment,
                clock.instant().plus(expiresAfter).truncatedTo(ChronoUnit.MICROS));
    }

    /** What policy says of it. */
    public Decision decision() {
        return new Decision(
                Effect.REQUIRE_APPROVAL,
                new PolicyVersion(7, Digest.of("bundle".getBytes(StandardCharsets.UTF_8))),
                rule,
                reason,
                risk,
                trust,
                new ApprovalRequirement(sets, expiresAfter, reviewLimit, standing, null, masks),
                List.of(rule),
                person("pat", "Pat Policy"),
                person("percy", "Percy Policy"),
                Digest.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Person person(String subject, String name) {
        return new Person(issuer, subject, name, List.of("pwd"));
    }
}
