package dev.syndicate.policy.bundle;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.RegexLiteralValidator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles CEL conditions in the environment of docs/spec/policy-bundle.md, section 5. Everything that an attacker's
 * action could make expensive is bounded: comprehension steps here, the time of a whole evaluation by its caller, and
 * regular expressions are RE2, linear in the text.
 */
final class Conditions {

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_PARSE_DEPTH = 64;
    private static final int MAX_COMPREHENSION_STEPS = 10_000;
    private static final int MAX_REGEX_PROGRAM = 20_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_PARSE_DEPTH)
            .comprehensionMaxIterations(MAX_COMPREHENSION_STEPS)
            .maxRegexProgramSize(MAX_REGEX_PROGRAM)
            .enableHeterogeneousNumericComparisons(true)
            .errorOnDuplicateMapKeys(true)
            .build();

    /** Conditions of trust rules: the tier is what they decide, so they cannot ask for it. */
    static final Conditions OF_TRUST = new Conditions(environment().build());

    /** Conditions of rules. */
    static final Conditions OF_RULES = new Conditions(
            environment().addVar(Facts.TRUST_TIER, SimpleType.INT).build());

    /**
     * Conditions of threshold sets, over the reviewer's claims. approval-service evaluates them, with the standard
     * functions and nothing else.
     */
    static final Conditions OF_REVIEWERS = new Conditions(CelFactory.standardCelBuilder()
            .setOptions(OPTIONS)
            .setResultType(SimpleType.BOOL)
            .addVar("reviewer", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build());

    private final Cel cel;
    private final CelValidator validator;

    private Conditions(Cel cel) {
        this.cel = cel;
        this.validator = CelValidatorFactory.standardCelValidatorBuilder(cel)
                .addAstValidators(RegexLiteralValidator.INSTANCE)
                .build();
    }

    private static CelBuilder environment() {
        MapType json = MapType.create(SimpleType.STRING, SimpleType.DYN);
        return CelFactory.plannerCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.lists())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.sets(OPTIONS), CelExtensions.lists())
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "glob",
                        CelOverloadDecl.newMemberOverload(
                                "string_glob_string", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        "glob",
                        CelFunctionBinding.from(
                                "string_glob_string",
                                String.class,
                                String.class,
                                (text, pattern) -> new Glob(pattern).fits(text))))
                .addVar(Facts.ACTION, json)
                .addVar(Facts.AGENT, json)
                .addVar(Facts.PRINCIPAL, json)
                .addVar(Facts.SESSION, json)
                .addVar(Facts.WORKSPACE, SimpleType.STRING);
    }

    /** The compiled condition; absent, with every problem reported, where it does not compile. */
    @Nullable
    Condition compile(String source, Consumer<CelIssue> problems) {
        try {
            CelValidationResult checked = cel.compile(source);
            if (checked.hasError()) {
                checked.getErrors().forEach(problems);
                return null;
            }
            return validated(checked, problems);
        } catch (CelValidationException | CelEvaluationException refused) {
            problems.accept(CelIssue.formatError(1, 0, String.valueOf(refused.getMessage())));
            return null;
        }
    }

    private @Nullable Condition validated(CelValidationResult checked, Consumer<CelIssue> problems)
            throws CelValidationException, CelEvaluationException {
        List<CelIssue> errors = validator.validate(checked.getAst()).getErrors();
        errors.forEach(problems);
        return errors.isEmpty() ? new Condition(cel.createProgram(checked.getAst())) : null;
    }
}
