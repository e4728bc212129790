package be.enbro.soho.it;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plans of the statements that PostgreSQL executed for a request, with what each part of them read. PostgreSQL's
 * auto_explain logs them, also for statements within functions and triggers.
 */
final class PlanLog {
    private static final Pattern PLAN =
            Pattern.compile("(?m)^\\d+:LOG:  duration: [\\d.]+ ms  plan:\\R((?:\\t.*\\R)+)");

    private PlanLog() {}

    /** Enables the log for the server's later sessions. */
    static void start() {
        Database.administer(
                "ALTER ROLE soho SET session_preload_libraries = 'auto_explain'",
                "ALTER ROLE soho SET auto_explain.log_min_duration = 0",
                "ALTER ROLE soho SET auto_explain.log_analyze = on",
                "ALTER ROLE soho SET auto_explain.log_timing = off",
                "ALTER ROLE soho SET auto_explain.log_buffers = on",
                "ALTER ROLE soho SET auto_explain.log_nested_statements = on",
                "ALTER ROLE soho SET auto_explain.log_format = json");
    }

    static void stop() {
        Database.administer("ALTER ROLE soho RESET ALL");
    }

    static List<ExecutedPlan> during(Runnable request) {
        return PLAN.matcher(SqlLog.textOf(request))
                .results()
                .map(plan -> new ExecutedPlan(JsonMapper.shared().readTree(plan.group(1))))
                .toList();
    }
}
