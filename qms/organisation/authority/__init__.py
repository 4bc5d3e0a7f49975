"""Who may sign for whom, and in which legal form: deputies during leave, and KT., TM., TL., TUQ."""
