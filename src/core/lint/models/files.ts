import { borrows, closes, fills, type Model, opens, takes, turnsIntoStream, uses } from './describe';

/** Files, pipes, events, timers, streams and directories: all of them hold a descriptor. */
export const files: readonly Model[] = [
  opens('open(2)', 'open open64 openat openat64 creat _open _wopen', 'descriptor'),
  opens('mkstemp(3)', 'mkstemp mkstemps mkostemp mkostemps mkstemp64', 'descriptor'),
  opens('memfd_create(2)', 'memfd_create memfd_secret shm_open', 'descriptor'),
  opens('dup(2)', 'dup', 'descriptor', { uses: [0] }),
  opens('eventfd(2)', 'eventfd timerfd_create inotify_init inotify_init1 fanotify_init', 'descriptor'),
  opens('epoll_create(2)', 'epoll_create epoll_create1 kqueue kqueue1 pidfd_open userfaultfd', 'descriptor'),
  opens('posix_openpt(3)', 'posix_openpt getpt', 'descriptor'),
  fills('pipe(2)', 'pipe pipe2 _pipe', ['0.*', '0.*.+1'], 'descriptor'),
  fills('openpty(3)', 'openpty', ['0.*', '1.*'], 'descriptor'),
  uses('read(2)', 'read readv pread pread64 preadv', [0], ['receive-file', 'wait']),
  uses('write(2)', 'write writev pwrite pwrite64 pwritev'),
  uses(
    'fcntl(2)',
    'ioctl fsync fdatasync ftruncate ftruncate64 fstat fstat64 lseek lseek64 flock lockf fchmod fchown fchdir',
  ),
  uses('dup2(2)', 'dup2 dup3 _dup2'),
  uses('isatty(3)', 'isatty tcgetattr tcsetattr ttyname posix_fadvise posix_fallocate fallocate'),
  borrows(
    'stdio(3)',
    'fgets fgetc getc getline getdelim fread fwrite feof ferror clearerr fileno fseek fseeko ftell ftello rewind setvbuf setbuf setlinebuf ungetc fscanf fputws flockfile funlockfile readdir readdir64 readdir_r rewinddir dirfd getmntent',
  ),
  // What is mapped stays mapped without the descriptor.
  uses('mmap(2)', 'mmap mmap64', [4]),
  opens('fopen(3)', 'fopen fopen64 popen tmpfile setmntent fmemopen open_memstream', 'stream', { failed: 0 }),
  turnsIntoStream('fdopen(3)', 'fdopen _fdopen', 'stream'),
  closes('fclose(3)', 'fclose pclose endmntent'),
  takes('freopen(3)', 'freopen freopen64', 2),
  opens('opendir(3)', 'opendir', 'directory', { failed: 0 }),
  turnsIntoStream('fdopendir(3)', 'fdopendir', 'directory'),
  closes('closedir(3)', 'closedir'),
];
