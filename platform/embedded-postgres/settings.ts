/**
 * Settings of the embedded server, given on its command line so that a cluster made by an older release follows
 * the present ones. Aim: one small machine, one application, a data set of some gigabytes at most.
 */
export function serverSettings(options: { port: number; durable: boolean }): string[] {
  const settings: Record<string, string | number> = {
    port: options.port,
    // Loopback only, by password; a socket's path may exceed the 107 bytes that systems allow.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Ten connections for each subgraph, the owner's, and the command line beside.
    max_connections: 60,
    // Holds the reference data whole; more would only take memory from Node.
    shared_buffers: '128MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    // Nobody replicates an embedded database: less is written, and bulk loads skip the log.
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '512MB',
    // Reads come from memory: three I/O worker processes would only wait.
    io_method: 'sync',
    // Our statements take milliseconds; compiling them would take tens.
    jit: 'off',
    max_parallel_workers_per_gather: 0,
    autovacuum_max_workers: 1,
    // Disks of today, and tables in cache: index scans are rightly preferred.
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements may hold a client's values; failures only, without them.
    log_min_error_statement: 'panic',
  };
  if (!options.durable) {
    Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' });
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
