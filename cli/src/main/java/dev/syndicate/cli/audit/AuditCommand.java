package dev.syndicate.cli.audit;

import picocli.CommandLine.Command;

/** Everything about the audit trail. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Reads, exports and verifies the audit trail, and says whether it is clear.",
        subcommands = {
            VerifyCommand.class,
            LogCommand.class,
            ApprovalsCommand.class,
            EvidenceCommand.class,
            ExportCommand.class,
            IntegrityCommand.class,
            ReleaseCommand.class,
            KeysCommand.class,
            RotateKeyCommand.class,
            AdoptCommand.class,
            EraseCommand.class,
            HoldCommand.class,
            HoldsCommand.class,
            ReleaseHoldCommand.class,
            PruneCommand.class,
            PruningsCommand.class
        })
public final class AuditCommand {}
