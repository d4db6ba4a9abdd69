"""What belongs together through any chain of links."""


class Groups:
    """Members 0 to count - 1, each alone until it is joined."""

    def __init__(self, count):
        self.parent = list(range(count))

    def of(self, member):
        """A number that all members of a group share: that of one of them."""
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one, other):
        self.parent[self.of(one)] = self.of(other)

    def all(self):
        """The number of the group of each member, in order."""
        return [self.of(member) for member in range(len(self.parent))]
