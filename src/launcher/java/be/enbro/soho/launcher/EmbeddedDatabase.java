package be.enbro.soho.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The embedded PostgreSQL of a server without SOHO_DB_URL. Its data survives the server, even kill -9. It listens on
 * the loopback address only and requires a password. The application's role owns nothing but its database, and has a
 * new password at each start.
 */
final class EmbeddedDatabase {
    private static final String ADMINISTRATOR = "postgres";
    private static final String APPLICATION = "soho";
    private static final int MAJOR_VERSION = 18;
    private static final int INITDB_SECONDS = 60;
    /**
     * Recovery after a crash reads the whole write-ahead log, up to the maximum between checkpoints: a minute or more.
     */
    private static final int START_SECONDS = 180;

    private static final int STOP_SECONDS = 5;
    /** Child processes of a crashed server may live on briefly and prevent the next start. */
    private static final int ATTEMPTS = 20;

    private static final int BETWEEN_ATTEMPTS_MILLISECONDS = 500;
    private static final int POLL_MILLISECONDS = 50;
    /**
     * Connections for PostgreSQL itself, the launcher and an operator's psql, in addition to the application's pool.
     */
    private static final int SPARE_CONNECTIONS = 10;

    private final DataDirectory directory;
    private final Path data;
    private final Path log;
    private final Path programs;
    private final OsAccount account;
    private final Command command;
    private final int maxConnections;
    private final String password = Secret.random();
    private String version;
    private int port;
    private volatile ProcessHandle process;
    /** The last PostgreSQL program that was run. */
    private volatile ProcessHandle program;

    private boolean running;
    /** Held while the database is started or stopped. */
    private final Lock lock = new ReentrantLock();
    /** Set when the database is stopped, even while it is starting. */
    private volatile boolean ending;

    private EmbeddedDatabase(DataDirectory directory, Path programs, OsAccount account, int poolMax) {
        this.directory = directory;
        this.data = directory.resolve("postgresql");
        this.log = directory.resolve("postgresql.log");
        this.programs = programs;
        this.account = account;
        this.command = new Command(account.prefix(), directory.path(), started -> program = started);
        this.maxConnections = poolMax + SPARE_CONNECTIONS;
    }

    /** Returns a database that is not started yet. */
    static EmbeddedDatabase in(DataDirectory directory, int poolMax) {
        try {
            OsAccount account = OsAccount.forPostgres(directory.path());
            Path binaries = PostgresBinaries.in(directory);
            return new EmbeddedDatabase(directory, binaries.resolve("bin"), account, poolMax);
        } catch (IOException failure) {
            throw unusable(directory, failure);
        }
    }

    /**
     * Starts the database, creating it first if necessary.
     *
     * @throws StartupException if it cannot start or is stopped meanwhile
     */
    void start() {
        lock.lock();
        try {
            create();
            run();
        } catch (IOException | SQLException failure) {
            throw unusable(directory, failure);
        } finally {
            lock.unlock();
        }
    }

    private static StartupException unusable(DataDirectory directory, Exception failure) {
        return new StartupException(
                "SOHO_DATA_DIR " + directory + " cannot be used by PostgreSQL: " + failure.getMessage(), failure);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + APPLICATION;
    }

    String user() {
        return APPLICATION;
    }

    String password() {
        return password;
    }

    PGSimpleDataSource asApplication() {
        return source(APPLICATION, password, APPLICATION);
    }

    /** Returns whether the database should be running, because it was started and not stopped. */
    boolean isMeantToRun() {
        return !ending;
    }

    /** Returns when the process has ended, for whatever reason. */
    void awaitEnd() {
        process.onExit().join();
    }

    /**
     * Restarts the database after its process has ended, on the same port, where the application's pool finds it. Waits
     * for recovery as at a first start, because a further process would have to do the same.
     *
     * @return false if the database was stopped
     */
    boolean startAgain() throws IOException {
        lock.lock();
        try {
            if (ending) {
                return false;
            }
            new StalePostgres(data, programs).forget();
            startServer();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops the database cleanly, disconnecting all clients, or aborts its start. */
    void stop() {
        ending = true;
        try {
            while (!lock.tryLock(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                endStart();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            stopServer();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends initdb, or the PostgreSQL that pg_ctl waits for, and their child processes; a postmaster that starts or
     * recovers ends at once. pg_ctl ends as well when it notices. If pg_ctl ended first, it could leave a postmaster
     * that is too young to be found.
     */
    private void endStart() {
        programs().filter(each -> !isPgCtl(each)).forEach(ProcessHandle::destroy);
    }

    /** Returns the last program and those of its descendants that are alive; no other child of the JVM. */
    private Stream<ProcessHandle> programs() {
        ProcessHandle last = program;
        return last == null ? Stream.empty() : Stream.concat(last.descendants(), Stream.of(last));
    }

    private static boolean isPgCtl(ProcessHandle process) {
        return process.info()
                .command()
                .filter(program -> Path.of(program).getFileName().toString().startsWith("pg_ctl"))
                .isPresent();
    }

    private void stopServer() {
        if (!running) {
            return;
        }
        running = false;
        try {
            pgCtl(STOP_SECONDS + 1, "stop", "-m", "fast", "-t", Integer.toString(STOP_SECONDS));
        } catch (IOException failure) {
            System.err.println("PostgreSQL in " + directory + " could not be stopped: " + failure.getMessage());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Kills the database; committed data is in the write-ahead log. */
    void kill() {
        programs().forEach(ProcessHandle::destroyForcibly);
        killServer();
    }

    private void killServer() {
        try {
            new StalePostgres(data, programs).ours().ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException noPidFile) {
            // The database is only being started, or has ended.
            return;
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + version + " embedded in " + directory;
    }

    private void create() throws IOException {
        restoreOwner();
        if (!Files.exists(data)) {
            createData();
        }
        checkVersion();
    }

    private void run() throws IOException, SQLException {
        checkNotEnding();
        new StalePostgres(data, programs).cleanUp(() -> pgCtl(STOP_SECONDS * 2, "stop", "-m", "fast"));
        account.own(data);
        if (Files.exists(log)) {
            Files.move(log, directory.resolve("postgresql.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        directory.createFile(log);
        account.own(log);
        port = freePort();
        startServer();
        admitApplication();
        checkNotEnding();
    }

    private void checkNotEnding() throws IOException {
        if (ending) {
            throw new IOException("told to stop");
        }
    }

    /**
     * Earlier versions gave the whole directory to the account, which must not be able to replace programs that root
     * runs.
     */
    private void restoreOwner() throws IOException {
        account.disown(programs.getParent());
        account.disown(directory.resolve("lock"));
        account.disown(directory.resolve("password"));
    }

    /** All or nothing, because the next start would use a half-created database. */
    private void createData() throws IOException {
        Path unfinished = directory.resolve("postgresql.new");
        Path passwordForInitdb = directory.resolve("postgresql.password");
        DataDirectory.delete(unfinished);
        Files.createDirectory(unfinished);
        account.ownForInitdb(unfinished);
        Files.deleteIfExists(passwordForInitdb);
        Files.writeString(directory.createFile(passwordForInitdb), directory.password());
        account.ownForInitdb(passwordForInitdb);
        try {
            initdb(unfinished, passwordForInitdb);
        } finally {
            Files.delete(passwordForInitdb);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(Path unfinished, Path passwordFile) throws IOException {
        Command.Outcome outcome = new Command(account.prefixOfInitdb(), directory.path(), started -> program = started)
                .run(
                        INITDB_SECONDS,
                        programs.resolve("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=" + ADMINISTRATOR,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-instructions");
        if (outcome.lastLine().contains("could not look up effective user ID")) {
            throw new StartupException(
                    "SOHO_DB_URL is not set, and the embedded PostgreSQL needs a user that has a name: "
                            + outcome.lastLine());
        }
        if (!outcome.successful()) {
            throw new IOException(outcome.lastLine());
        }
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!found.equals(Integer.toString(MAJOR_VERSION))) {
            throw new IOException("its data is of version " + found + ", this is " + MAJOR_VERSION);
        }
    }

    private void startServer() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        for (int attempt = 1; ; attempt++) {
            int from = (int) Files.size(log);
            Command.Outcome outcome = pgCtl(
                    START_SECONDS + 1,
                    "start",
                    "-t",
                    Integer.toString(START_SECONDS),
                    "-l",
                    log.toString(),
                    "-o",
                    configuration());
            if (outcome.successful()) {
                process = new StalePostgres(data, programs)
                        .process()
                        .orElseThrow(() -> new IOException("it ended at once"));
                running = true;
                return;
            }
            byte[] all = Files.readAllBytes(log);
            String output = new String(all, from, all.length - from, StandardCharsets.ISO_8859_1);
            if (ending || attempt == ATTEMPTS || !isTransient(output) || System.nanoTime() >= end) {
                // pg_ctl leaves a server running for which it has waited too long.
                killServer();
                throw new IOException(reason(outcome, output));
            }
            pause();
        }
    }

    /**
     * Settings on the command line cannot be overridden by a configuration file, so that nothing committed is ever
     * lost.
     */
    private String configuration() {
        return String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c port=" + port,
                "-c max_connections=" + maxConnections,
                "-c fsync=on",
                "-c full_page_writes=on",
                "-c synchronous_commit=on",
                // Statements and error details contain personal data.
                "-c log_min_messages=log",
                "-c log_min_error_statement=panic",
                "-c log_error_verbosity=terse",
                "-c log_checkpoints=off");
    }

    private static boolean isTransient(String output) {
        return output.contains("still in use") || output.contains("Address already in use");
    }

    private static String reason(Command.Outcome outcome, String output) {
        return output.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .map(line -> line.replaceFirst(".*?(FATAL|PANIC): +", ""))
                .reduce((first, last) -> last)
                .orElse(outcome.lastLine());
    }

    private void admitApplication() throws SQLException, IOException {
        PGSimpleDataSource source = source(ADMINISTRATOR, directory.password(), "postgres");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            version = connection.getMetaData().getDatabaseProductVersion();
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + APPLICATION + "'")) {
                statement.execute("CREATE ROLE " + APPLICATION + " LOGIN");
            }
            statement.execute("ALTER ROLE " + APPLICATION + " PASSWORD '" + password + "'");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + APPLICATION + "'")) {
                statement.execute("CREATE DATABASE " + APPLICATION + " OWNER " + APPLICATION);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private PGSimpleDataSource source(String user, String password, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private Command.Outcome pgCtl(int seconds, String action, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 4];
        all[0] = action;
        all[1] = "-w";
        all[2] = "-D";
        all[3] = data.toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return command.run(seconds, programs.resolve("pg_ctl"), all);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS_MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
