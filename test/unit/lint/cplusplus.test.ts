import { expect, it } from 'vitest';
import { lintFiles } from './lint-text';

/** Owners whose destructors close, and members that are no variables of a function. */
const CLASSES = `
namespace net {
class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  ~Socket() { if (fd_ >= 0) ::close(fd_); }
  bool Listen(int port) {
    fd_ = ::socket(AF_INET, SOCK_STREAM, 0);
    if (fd_ < 0) return false;
    if (::listen(fd_, port) < 0) return false;
    return true;
  }
 private:
  int fd_ = -1;
};
std::unique_ptr<Socket> Socket::Connect(const std::string& host, int port) {
  int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return nullptr;
  auto s = std::make_unique<Socket>(fd);
  if (::connect(fd, nullptr, 0) < 0) return nullptr;
  return s;
}
void Guarded() { int fd = ::open("a", 0); if (fd < 0) return; Socket guard{fd}; if (::fsync(fd) < 0) return; }
void Detached() { int fd = ::accept(3, nullptr, nullptr); if (fd < 0) return; std::thread t([fd] { serve(fd); close(fd); }); t.detach(); }
}
`;
const PLAIN =
  'extern "C" { namespace io {\nint f(void) { int fd = open("a", 0); if (fd < 0) return -1; if (fsync(fd) < 0) return -1; close(fd); return 0; }\n} }\n';

it('invents nothing about classes, and reads functions that are C', () => {
  expect(lintFiles({ 'socket.cc': CLASSES })).toEqual([]);
  expect(lintFiles({ 'plain.cc': PLAIN }).map(({ rule, line }) => `${rule} ${line}`)).toEqual([
    'missing-close 2',
  ]);
});
