import {
  allocates,
  allocatesSurely,
  borrows,
  ends,
  forks,
  frees,
  type Model,
  takes,
  takesUnlessError,
  throws,
  uses,
} from './describe';

/** Processes, threads, memory, and the C library's calls that leave descriptors alone. */
export const processes: readonly Model[] = [
  forks('fork(2)', 'fork vfork _Fork'),
  // Names under which textbooks and programs wrap fork(2), seen where their bodies are not at hand.
  forks('fork(2)', 'Fork xfork safe_fork do_fork my_fork'),
  borrows(
    'posix_spawn(3)',
    'posix_spawn posix_spawnp posix_spawn_file_actions_init posix_spawn_file_actions_destroy posix_spawn_file_actions_addopen posix_spawnattr_init posix_spawnattr_destroy posix_spawnattr_setflags',
  ),
  uses(
    'posix_spawn_file_actions_adddup2(3)',
    'posix_spawn_file_actions_adddup2 posix_spawn_file_actions_addclose',
    [1],
  ),
  borrows('system(3)', 'system'),
  borrows('daemon(3)', 'daemon'),
  ends('exit(3)', 'exit _exit _Exit quick_exit abort __assert_fail __builtin_unreachable __builtin_trap'),
  throws(
    'string.conversions (ISO C++)',
    'std::stoi std::stol std::stoul std::stoll std::stoull std::stof std::stod std::stold',
  ),
  ends('err(3)', 'err errx errc verr verrx verrc'),
  ends('longjmp(3)', 'longjmp siglongjmp _longjmp pthread_exit thrd_exit'),
  takesUnlessError('pthread_create(3)', 'pthread_create', 3),
  takes('thrd_create(3)', 'thrd_create _beginthread _beginthreadex CreateThread', 2, 3, 4),
  allocates('malloc(3)', 'malloc calloc realloc reallocarray strdup strndup aligned_alloc memalign'),
  allocatesSurely(
    'g_malloc(3)',
    'xmalloc xcalloc xzalloc xrealloc g_malloc g_malloc0 safe_malloc safe_calloc emalloc ecalloc',
  ),
  allocatesSurely('new.delete (ISO C++)', 'operator_new'),
  frees('free(3)', 'free cfree xfree g_free safefree sfree'),
  // The completion is the ring's again.
  frees('io_uring_cqe_seen(3)', 'io_uring_cqe_seen', 1),
  borrows(
    'printf(3)',
    'printf fprintf dprintf sprintf snprintf vprintf vfprintf vsnprintf vsprintf perror puts fputs putchar fputc putc syslog vsyslog warn warnx vwarn vwarnx fflush',
    ['prints'],
  ),
  borrows(
    'string(3)',
    'memset bzero memcpy memmove memcmp strlen strcmp strncmp strcasecmp strncasecmp strcpy strncpy strcat strncat strlcpy strlcat strchr strrchr strstr strtok strtol strtoul strtoll strtoull strspn strcspn strerror strerror_r atoi atol isspace isdigit isalpha toupper tolower sscanf',
  ),
  borrows(
    'getaddrinfo(3)',
    'getaddrinfo freeaddrinfo gai_strerror getnameinfo inet_pton inet_ntop inet_ntoa inet_aton inet_addr htons htonl ntohs ntohl gethostbyname getservbyname if_nametoindex if_indextoname',
  ),
  borrows(
    'signal(7)',
    'signal sigaction sigemptyset sigfillset sigaddset sigdelset sigprocmask pthread_sigmask alarm setitimer kill raise wait waitpid wait3 wait4 getpid getppid setsid setpgid umask chdir getuid geteuid getgid setuid setgid seteuid setegid getpwnam getgrnam initgroups setgroups chroot unlink rename mkdir rmdir access chmod chown stat lstat getcwd time gettimeofday clock_gettime nanosleep usleep sleep sched_yield getenv setenv',
  ),
  borrows(
    'pthread_mutex_lock(3)',
    'pthread_mutex_lock pthread_mutex_unlock pthread_mutex_init pthread_mutex_destroy pthread_detach pthread_join pthread_attr_init pthread_attr_destroy pthread_attr_setdetachstate pthread_cond_signal pthread_cond_broadcast',
  ),
];
